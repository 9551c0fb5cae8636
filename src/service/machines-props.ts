import { MachineReadiness } from './machine-readiness';

/**
 * A machine outside of the cluster, virtual or not, whose address is known.
 */
export interface Machine {
  /**
   * Its IP address (`WorkloadEntry.address`), as callers reach it. No name: Istio finds workloads of a Kubernetes Service by address.
   */
  readonly address: string;

  /**
   * Where it stands: region, region/zone or region/zone/subzone (`WorkloadEntry.locality`).
   *
   * @default - as the group says
   */
  readonly locality?: string;

  /**
   * How many times the requests of a pod it takes (`WorkloadEntry.weight`). While both have requests under way the share comes nearer to a pod's.
   *
   * @default - as many as a pod
   */
  readonly weight?: number;
}

/**
 * Machines outside of the cluster that serve a version.
 */
export interface MachinesProps {
  /**
   * The machines whose addresses are known. Each gets a WorkloadEntry, which its proxy takes over when it connects.
   *
   * @default - none: a machine registers when its proxy connects, and is forgotten when it goes
   */
  readonly machines?: Machine[];

  /**
   * The name of the WorkloadGroup, and the beginning of the names of its machines.
   *
   * @default - the service's and the version's name, for example 'stock-v1'
   */
  readonly groupName?: string;

  /**
   * The ServiceAccount whose identity the machines show (`serviceAccount`).
   *
   * @default - that of the version's or the service's pods, where it is known
   */
  readonly serviceAccountName?: string;

  /**
   * The network that the machines are on (`network`), where pods cannot reach them directly: then a gateway stands between.
   *
   * @default - the same as the pods
   */
  readonly network?: string;

  /**
   * Where the machines stand: region, region/zone or region/zone/subzone (`locality`).
   *
   * @default - not said
   */
  readonly locality?: string;

  /**
   * The ports on which the machines listen, by the name or number of the service's port, where they differ from those of the pods.
   *
   * @default - the target ports of the service
   */
  readonly ports?: { [port: string]: number };

  /**
   * Labels of the machines beside those that the service and its subsets select.
   *
   * @default - none
   */
  readonly labels?: { [name: string]: string };

  /**
   * How a machine's proxy finds out whether the application can serve.
   *
   * @default - MachineReadiness.tcp(): when the service's first port is open
   */
  readonly readiness?: MachineReadiness;
}

/**
 * A version that runs on machines alone.
 */
export interface MachineVersionProps extends MachinesProps {
  /**
   * Whether the version is on its way out and may have no route.
   *
   * @default false
   */
  readonly retiring?: boolean;
}

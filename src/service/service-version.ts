import * as kplus from 'cdk8s-plus-27';
import { Construct } from 'constructs';
import { IMeshService } from './i-mesh-service';
import { IRoutedService } from './i-routed-service';
import { MachinesProps } from './machines-props';
import { RegisteredMachines, registerMachines } from './register-machines';
import { versionsOnMachines } from './service-registry';
import { VersionWorkload } from './version-workload';
import { fail } from '../core/errors';
import { IMeshWorkload } from '../core/mesh-workload';
import { SplitDestination } from '../routing/contribution';

/**
 * One version of a service: pods of their own and a subset of the service's DestinationRule, to which routes lead.
 *
 * Made by `MeshService.addVersion` or `adopt`. `ApiObject.of(version)` is its Deployment, which can be patched.
 */
export class ServiceVersion extends Construct implements IMeshWorkload {
  /** @internal */
  public static _create(service: Construct & IRoutedService, versionName: string, retiring: boolean): ServiceVersion {
    return new ServiceVersion(service, service, versionName, retiring);
  }

  /**
   * The version's name, and that of its subset.
   */
  public readonly versionName: string;

  /**
   * The namespace of the pods.
   */
  public readonly namespace: string;

  /**
   * Whether the version is on its way out and may have no route.
   */
  public readonly retiring: boolean;

  /** @internal */
  public readonly _service: IRoutedService;
  /** @internal */
  public _workload!: VersionWorkload;
  /** @internal the groups of machines that serve it */
  public readonly _machines: RegisteredMachines[] = [];

  private constructor(scope: Construct, service: IRoutedService, versionName: string, retiring: boolean) {
    super(scope, versionName);
    this._service = service;
    this.versionName = versionName;
    this.namespace = service.namespace;
    this.retiring = retiring;
  }

  /**
   * The service of which this is a version.
   */
  public get service(): IMeshService {
    return this._service;
  }

  /**
   * Labels that the version's pods carry and no others of the namespace do.
   */
  public get podLabels(): { [name: string]: string } {
    return { ...this._workload.podLabels };
  }

  /**
   * The least number of pods, and of machines whose addresses are known, that the version has; undefined for an adopted workload that is deployed elsewhere.
   */
  public get replicas(): number | undefined {
    const { replicas } = this._workload;
    return replicas === undefined ? undefined : this._machines.reduce((sum, { addresses }) => sum + addresses.length, replicas);
  }

  /**
   * The Deployment, to add what cdk8s-plus knows beside containers; undefined for an adopted workload.
   */
  public get deployment(): kplus.Deployment | undefined {
    return this._workload.deployment;
  }

  /**
   * Lets machines outside of the cluster serve the version beside its pods, as their equals: each takes as many requests as a pod.
   *
   * @param props which machines
   * @throws when an address is none or is used twice, or the machines' identity or ports are not known or another than the pods'
   */
  public addMachines(props: MachinesProps): void {
    const { podLabels, portNumbers, serviceAccountName } = this._workload;
    if (props.machines?.length === 0) {
      fail(this, 'has an empty list of machines: name at least one, or leave machines out for those that register themselves');
    }
    if (this._machines.length === 0) {
      versionsOnMachines.note(this);
    }
    this._machines.push(registerMachines(this, {
      groupName: `${this._service.serviceName}-${this.versionName}`,
      namespace: this.namespace,
      labels: podLabels,
      ports: this._service._ports,
      portNumbers,
      serviceAccountName,
    }, props));
  }

  /** @internal */
  public _destination(weight?: number): SplitDestination {
    return { host: this._service.host, subset: this.versionName, weight };
  }
}

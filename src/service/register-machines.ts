import { Construct } from 'constructs';
import { MachinePort, MachineReadiness } from './machine-readiness';
import { Machine, MachinesProps } from './machines-props';
import { ResolvedPort, trafficOf } from './port';
import { checkHostAddress, inRange } from '../core/addresses';
import { fail, show } from '../core/errors';
import { MeshObject } from '../core/mesh-object';
import { MeshSettings } from '../core/mesh-settings';
import { checkAtLeast, checkDnsLabel, checkDnsSubdomain, checkLabels, checkLocality, checkPort } from '../core/values';

/** What machines must know of the version that they serve. */
export interface MachinesOwner {
  readonly groupName: string;
  readonly namespace: string;
  /** Labels by which the service and the subset select. */
  readonly labels: { readonly [name: string]: string };
  readonly ports: readonly ResolvedPort[];
  /** The numbers of the pods' ports by name, as far as they are known. */
  readonly portNumbers?: ReadonlyMap<string, number>;
  /** The identity that the machines are to show, where it is known. */
  readonly serviceAccountName?: string;
}

/** istiod lets an entry with this annotation take requests only after its proxy has reported that the application answers. */
const HEALTH_CHECKED = { 'proxy.istio.io/health-checks-enabled': 'true' };

/** What others must know of a group of machines. */
export interface RegisteredMachines {
  /** The addresses; none where the machines register themselves. */
  readonly addresses: readonly string[];
  /** On which port they listen, by the service's. */
  readonly listensOn: ReadonlyMap<number, number>;
}

/** Writes the WorkloadGroup of a version's machines, and a WorkloadEntry for each of them whose address is known. */
export function registerMachines(scope: Construct, owner: MachinesOwner, props: MachinesProps): RegisteredMachines {
  const { namespace } = owner;
  const name = checkDnsLabel(scope, 'groupName', props.groupName ?? owner.groupName);
  if (scope.node.tryFindChild(`WorkloadGroup-${name}`)) {
    fail(scope, `has a group of machines ${show(name)} already: name all its machines at once, or give this group a groupName of its own`);
  }
  const reserved = Object.keys(props.labels ?? {}).find(label => label in owner.labels);
  if (reserved !== undefined) {
    fail(scope, `labels of machines have ${show(reserved)}, by which the service and its subsets tell workloads: remove it, it is written already`);
  }
  const labels = { ...owner.labels, ...checkLabels(scope, 'labels', props.labels ?? {}) };
  const ports = portsOf(scope, owner, props);
  const probe = (props.readiness ?? MachineReadiness.tcp())._probe(scope, ports);
  const template = {
    serviceAccount: accountOf(scope, owner, props),
    network: props.network === undefined ? undefined : checkDnsLabel(scope, 'network', props.network),
    locality: props.locality === undefined ? undefined : checkLocality(scope, 'locality', props.locality),
  };
  const group = new MeshObject(scope, `WorkloadGroup-${name}`, {
    apiVersion: 'networking.istio.io/v1',
    kind: 'WorkloadGroup',
    name,
    namespace,
    labels: owner.labels,
    // The proxy takes up what is sent to these ports, and leaves the rest of the machine alone.
    fields: { spec: { metadata: { labels }, template: { ports: portMap(ports), ...template }, probe } },
  });
  const moved = ports.filter(({ port, number }) => port.targetName !== undefined || port.targetPort !== number);
  const addresses: string[] = [];
  for (const machine of props.machines ?? []) {
    const address = addressOf(scope, machine, template.network);
    claim(group, address, template.network);
    new MeshObject(scope, `WorkloadEntry-${name}-${address}`, {
      apiVersion: 'networking.istio.io/v1',
      kind: 'WorkloadEntry',
      // As istiod itself would name it: so the machine's proxy takes this entry for its own when it registers.
      name: checkDnsSubdomain(scope, 'WorkloadEntry name', [name, address.replace(/:/g, '-'), ...(template.network === undefined ? [] : [template.network])].join('-')),
      namespace,
      labels: owner.labels,
      annotations: probe && HEALTH_CHECKED,
      fields: {
        spec: {
          address,
          labels,
          ...template,
          ports: moved.length === 0 ? undefined : portMap(moved),
          locality: machine.locality === undefined ? template.locality : checkLocality(scope, `locality of ${address}`, machine.locality),
          weight: machine.weight === undefined ? undefined : checkAtLeast(scope, `weight of ${address}`, machine.weight, 1),
        },
      },
    });
    addresses.push(address);
  }
  return { addresses, listensOn: new Map(ports.map(({ port, number }) => [port.port, number])) };
}

function addressOf(scope: Construct, machine: Machine, network: string | undefined): string {
  const settings = MeshSettings.of(scope);
  const address = checkHostAddress(scope, 'address', machine.address);
  const range = network === undefined ? settings.clusterAddressRanges.find(one => inRange(address, one)) : undefined;
  if (range !== undefined) {
    fail(scope, `address ${show(address)} is in ${range}, whose addresses are pods' and Services': write the machine's own address; a pod is a version by addVersion or adopt`);
  }
  return address;
}

/** A machine has one proxy, with one identity and the labels of one version: Istio would take one of two entries by chance. */
function claim(group: MeshObject, address: string, network: string | undefined): void {
  const settings = MeshSettings.of(group);
  const key = `machine ${network ?? ''} ${address}`;
  const what = `the machine ${show(address)}${network === undefined ? '' : ` on network ${show(network)}`}`;
  if (settings._claims.get(key) === group) {
    fail(group, `has ${what} twice: name it once`);
  }
  settings._claim(group, key, what, 'a machine serves one version, correct the address');
}

function accountOf(scope: Construct, { serviceAccountName: known }: MachinesOwner, { serviceAccountName: given }: MachinesProps): string {
  if (given !== undefined && known !== undefined && given !== known) {
    fail(scope, `has pods that run as service account ${show(known)} and machines that run as ${show(given)}: whoever admits the version by its identity would admit one of them; give both the same, or the machines a version of their own`);
  }
  return checkDnsSubdomain(scope, 'serviceAccountName', given ?? known
    ?? fail(scope, 'has machines without an identity: give serviceAccountName, which callers will see and for which the machines get their token'));
}

/** Each port that the mesh carries, and the number on which the machines listen for it. */
function portsOf(scope: Construct, { ports, portNumbers }: MachinesOwner, { ports: given = {} }: MachinesProps): MachinePort[] {
  const carried = ports.filter(port => trafficOf(port.protocol) !== 'udp');
  if (carried.length === 0) {
    fail(scope, 'has no port that a machine can serve: Istio carries no UDP');
  }
  const unknown = Object.keys(given).find(key => !carried.some(port => port.name === key || String(port.port) === key));
  if (unknown !== undefined) {
    fail(scope, `has a port of machines for ${show(unknown)}, which the service lacks: use ${carried.map(port => show(port.name)).join(', ')}`);
  }
  return carried.map(port => {
    const own = given[port.name] ?? given[String(port.port)];
    const number = own ?? (port.targetName === undefined ? port.targetPort : portNumbers?.get(port.targetName))
      ?? fail(scope, `does not know on which port machines listen for port ${port.port}, which leads to the pods' port ${show(port.targetName)}: say it in ports, for example { '${port.port}': 8080 }`);
    checkPort(scope, `port of machines for ${show(port.name)}`, number);
    // Istio finds the port of an entry by the name of the service's port, and this one has none.
    if (port.name === String(port.port) && port.targetName === undefined && number !== port.targetPort) {
      fail(scope, `has machines listen on ${number} for port ${port.port} of the service, which has no name: give the port a name, or let the machines listen on ${port.targetPort}`);
    }
    return { port, number };
  });
}

function portMap(ports: readonly MachinePort[]): { [name: string]: number } {
  return Object.fromEntries(ports.map(({ port, number }) => [port.targetName ?? port.name, number]));
}

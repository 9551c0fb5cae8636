import { IConstruct } from 'constructs';
import type { IMeshService } from './i-mesh-service';
import type { IRoutedService } from './i-routed-service';
import { inOtherClusters } from './other-clusters';
import { ResolvedPort, trafficOf } from './port';
import { versionsOnMachines } from './service-registry';
import { rangeOf } from '../core/addresses';
import { MeshSettings } from '../core/mesh-settings';
import { NetworkEndpoints, NetworkPort } from '../core/network-endpoints';

/** The port at which a network lets others in. */
const EAST_WEST_PORT: NetworkPort = { port: 15443 };

/** A port of the pods. */
export function podPort({ targetName, targetPort, protocol }: ResolvedPort): NetworkPort {
  const udp = trafficOf(protocol) === 'udp' || undefined;
  return { port: targetName ?? targetPort, udp };
}

/** The numbers on which pods and machines listen for what proxies carry, which is all but UDP. */
export function listeningNumbers(service: IMeshService, ports: readonly ResolvedPort[]): number[] {
  const machines = (service as Partial<IRoutedService>)._machines ?? [];
  const carried = ports.filter(({ protocol }) => trafficOf(protocol) !== 'udp');
  const ofMachines = machines.flatMap(({ listensOn }) => carried.map(({ port }) => listensOn.get(port)));
  const numbers = [...carried.map(({ targetPort }) => targetPort), ...ofMachines].filter(number => number !== undefined);
  return [...new Set(numbers)].sort((a, b) => a - b);
}

/** Where connections to a service end, seen from its own cluster: at its pods, its machines, and those of other clusters. */
export function endpointsOf(service: IRoutedService): NetworkEndpoints[] {
  const { namespace, podLabels: labels, _ports } = service;
  return [
    { pods: { namespace, labels }, ports: _ports.map(podPort) },
    ...service._machines.map(({ addresses, listensOn }) => ({ ...placesOf(addresses), ports: [...listensOn.values()].map(port => ({ port })) })),
    ...inOtherClusters(service).flatMap(other => endpointsElsewhere(other, MeshSettings.of(service))),
  ];
}

/** Where connections to a service of another cluster end, seen from here. */
export function endpointsElsewhere(there: IRoutedService, from: MeshSettings): NetworkEndpoints[] {
  const settings = MeshSettings.of(there);
  if (settings.network !== from.network) {
    return [{ anywhere: true, ports: [EAST_WEST_PORT] }];
  }
  return [{ ...placesOf(settings.clusterAddressRanges), ports: there._ports.map(podPort) }];
}

/** Where the connections of a service begin beside its pods. */
export function originsOf(service: IRoutedService): NetworkEndpoints[] {
  return service._machines.map(({ addresses }) => placesOf(addresses));
}

/** Where the connections of a cluster's machines begin. */
export function originsOfMachines(scope: IConstruct): NetworkEndpoints[] {
  const here = MeshSettings.of(scope);
  const machines = versionsOnMachines.of(scope).filter(version => MeshSettings.of(version) === here).flatMap(({ _machines }) => _machines);
  return machines.map(({ addresses }) => placesOf(addresses));
}

function placesOf(addresses: readonly string[]): NetworkEndpoints {
  return addresses.length === 0 ? { anywhere: true } : { addresses: addresses.map(address => address.includes('/') ? address : rangeOf(address)) };
}

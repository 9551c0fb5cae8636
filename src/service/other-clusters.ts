import { IConstruct } from 'constructs';
import { IRoutedService } from './i-routed-service';
import type { ServiceVersion } from './service-version';
import { fail, show } from '../core/errors';
import { MeshSettings } from '../core/mesh-settings';

/** The same host's services in the other clusters of the mesh: what they deploy is behind the host as well. */
export function inOtherClusters(service: IRoutedService): IRoutedService[] {
  return MeshSettings.of(service)._otherClusters.map(cluster => cluster._ownerOf(service.host)).filter(isRoutedService);
}

/** What callers choose from beside the pods of a version in their own cluster: pods of others in the same network, and a gateway for each other network. */
export function hostsInOtherClusters(service: IRoutedService, versionName: string): number {
  const { network } = MeshSettings.of(service);
  return inOtherClusters(service).reduce((sum, other) => {
    const pods = other._knownVersions.find(one => one.versionName === versionName)?.replicas ?? 0;
    return sum + (MeshSettings.of(other).network === network ? pods : Math.min(pods, 1));
  }, 0);
}

/** What the service says otherwise in another cluster, though the mesh takes both for one. */
export function differencesToOtherClusters(service: IRoutedService): string[] {
  const spoken = (one: IRoutedService) => one._ports.map(({ port, name, protocol }) => `${port} (${show(name)}, ${protocol})`).sort().join(', ');
  const differing = inOtherClusters(service).filter(other => spoken(other) !== spoken(service) || other._headless !== service._headless);
  const shape = (one: IRoutedService) => `${spoken(one)}${one._headless ? ', headless' : ''}`;
  return differing.map(other =>
    `has ports ${shape(service)}, and '${other.node.path}', the same host in another cluster, has ${shape(other)}: the mesh takes them for one service, give both the same ports`);
}

/** Checks that a version is one of the same host in another cluster of the mesh. */
export function checkOfOtherCluster(service: IRoutedService, version: ServiceVersion): void {
  const { _service: other, versionName } = version;
  const what = `takes version ${show(versionName)} of '${other.node.path}' as one in another cluster`;
  if (other.host !== service.host) {
    fail(service, `${what}, and that is a version of ${show(other.host)}: use a version of the same host`);
  }
  if (!inOtherClusters(service).includes(other)) {
    fail(service, `${what}, and that is not in another cluster of this mesh: give each cluster's charts MeshSettings with a clusterName`);
  }
}

function isRoutedService(owner: IConstruct | undefined): owner is IRoutedService {
  return owner !== undefined && '_takesAllPods' in owner;
}

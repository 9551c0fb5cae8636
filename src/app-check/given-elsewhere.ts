import { IConstruct } from 'constructs';
import { MeshSettings } from '../core/mesh-settings';
import { MeshOptions } from '../model/options';
import { MeshServiceBase } from '../service/mesh-service-base';
import { meshServices, services } from '../service/service-registry';

/** What an app knows of a mesh beside the objects that it puts out there: services of other apps, and pods that others deploy. */
export function givenElsewhere(root: IConstruct, settings: MeshSettings): Required<Pick<MeshOptions, 'knownHosts' | 'partlyGiven'>> {
  const known = meshServices.of(root).filter(service => MeshSettings.of(service) === settings);
  const own = new Set<IConstruct>(services.of(root));
  // Of pods that are known by their labels alone nobody knows the account.
  const adopted = known.filter(service => service instanceof MeshServiceBase
    && service.versions.some(({ _workload }) => _workload.serviceAccountName === undefined));
  const others = [...known.filter(service => !own.has(service)), ...adopted];
  return { knownHosts: known.map(({ host }) => host), partlyGiven: others.map(({ namespace }) => namespace) };
}

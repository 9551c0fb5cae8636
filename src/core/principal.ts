import { IConstruct } from 'constructs';
import { MeshSettings } from './mesh-settings';

/** The identity of pods with a service account, as policies name it: the SPIFFE identity without its scheme. */
export function principalOf(scope: IConstruct, namespace: string, serviceAccountName: string): string {
  return `${MeshSettings.of(scope).trustDomain}/ns/${namespace}/sa/${serviceAccountName}`;
}

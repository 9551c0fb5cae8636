import * as kplus from 'cdk8s-plus-27';
import { Json } from '../core/mesh-object';

/** The pods behind a version, deployed by us or adopted. */
export interface VersionWorkload {
  /** Labels by which the version's subset tells its pods from the service's others. */
  readonly subsetLabels: { readonly [name: string]: string };
  /** Labels that just the version's pods carry. */
  readonly podLabels: { [name: string]: string };
  readonly serviceAccountName?: string;
  /** The least number of pods that there will be; undefined when it is not known. */
  readonly replicas?: number;
  readonly deployment?: kplus.Deployment;
  /** The numbers of the pods' ports by name, as far as they are known. */
  readonly portNumbers?: ReadonlyMap<string, number>;
  /** Whether its pods ask for no proxy, or can have none. */
  readonly withoutProxy?: boolean;
}

/** Whether the injector leaves pods of a template alone, as far as the template says. */
export function withoutProxy({ metadata = {}, spec = {} }: Json): boolean {
  const asked = metadata.labels?.['sidecar.istio.io/inject'] ?? metadata.annotations?.['sidecar.istio.io/inject'];
  return asked === 'false' || spec.hostNetwork === true;
}

import * as kplus from 'cdk8s-plus-27';

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
}

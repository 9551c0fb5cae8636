import { IConstruct } from 'constructs';

/**
 * Pods that act as one in the mesh: all of a service, or one version of it.
 */
export interface IMeshWorkload extends IConstruct {
  /**
   * The namespace of the pods.
   */
  readonly namespace: string;

  /**
   * Labels that these pods carry and no others of the namespace do.
   */
  readonly podLabels: { [name: string]: string };
}

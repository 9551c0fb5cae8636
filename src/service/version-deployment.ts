import { ApiObject, Lazy } from 'cdk8s';
import * as kplus from 'cdk8s-plus-27';
import { Construct } from 'constructs';
import { Json, MeshObject } from '../core/mesh-object';

export interface VersionDeploymentProps {
  readonly name: string;
  readonly namespace: string;
  readonly labels: { [name: string]: string };
  readonly matchLabels: { [name: string]: string };
  readonly deployment: kplus.DeploymentProps;
  /** The last word on the rendered spec; must not change what it is given. */
  readonly finish: (spec: Json) => Json;
}

/**
 * A cdk8s-plus Deployment that is put out as a plain ApiObject: cdk8s-plus renders it with Kubernetes 1.27's types, and
 * what is newer (`preStop.sleep`, `matchLabelKeys`, a user's patch) is added after its types have filtered.
 */
export class VersionDeployment extends kplus.Deployment {
  private readonly labels: { [name: string]: string };

  constructor(scope: Construct, id: string, props: VersionDeploymentProps) {
    // The name is given here too, or cdk8s would hash the construct's path into one.
    super(scope, id, { ...props.deployment, metadata: { name: props.name }, select: false });
    this.labels = props.matchLabels;
    this.select(kplus.LabelSelector.of({ labels: props.matchLabels }));
    this.node.tryRemoveChild('Resource');
    const replaceable = this as unknown as { apiObject: ApiObject; _toKube(): kplus.k8s.DeploymentSpec };
    replaceable.apiObject = new MeshObject(this, 'Resource', {
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      name: props.name,
      namespace: props.namespace,
      labels: props.labels,
      fields: {
        spec: Lazy.any({ produce: () => props.finish(kplus.k8s.KubeDeployment.manifest({ spec: replaceable._toKube() }).spec) }),
      },
    });
  }

  /** By our labels: cdk8s-plus selects by a label that holds a hash of the construct's path, which our pods do not carry. */
  public toPodSelectorConfig(): kplus.PodSelectorConfig {
    return {
      labelSelector: kplus.LabelSelector.of({ labels: this.labels }),
      namespaces: { names: [this.metadata.namespace!] },
    };
  }
}

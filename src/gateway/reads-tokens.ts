import { ApiObject } from 'cdk8s';
import { IConstruct } from 'constructs';
import { GatewayPodsReference } from '../core/gateway-reference';
import { selects } from '../core/labels';
import { MeshSettings } from '../core/mesh-settings';

/** Whether an object of the app makes some pods read tokens (`RequestAuthentication`); undefined when the pods are not known. */
export function readsTokens(scope: IConstruct, { namespace, labels }: GatewayPodsReference): boolean | undefined {
  if (namespace === undefined || labels === undefined) {
    return undefined;
  }
  const where = [namespace, MeshSettings.of(scope).rootNamespace];
  return scope.node.root.node.findAll().some(one => {
    if (!ApiObject.isApiObject(one) || one.kind !== 'RequestAuthentication') {
      return false;
    }
    const { metadata, spec } = one.toJson();
    return where.includes(metadata.namespace) && selects(spec?.selector?.matchLabels ?? {}, labels);
  });
}

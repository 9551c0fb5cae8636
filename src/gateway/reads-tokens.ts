import { ApiObject } from 'cdk8s';
import { IConstruct } from 'constructs';
import { GatewayPodsReference } from '../core/gateway-reference';
import { selects } from '../core/labels';
import { MeshSettings } from '../core/mesh-settings';
import { onceAPass } from '../core/once-a-pass';

/** Whether an object of the app makes some pods read tokens (`RequestAuthentication`); undefined when the pods are not known. */
export function readsTokens(scope: IConstruct, { namespace, labels }: GatewayPodsReference): boolean | undefined {
  if (namespace === undefined || labels === undefined) {
    return undefined;
  }
  const where = [namespace, MeshSettings.of(scope).rootNamespace];
  return onceAPass(scope, readersOf).some(({ namespace: own, selector }) => where.includes(own) && selects(selector, labels));
}

function readersOf(all: readonly IConstruct[]): { readonly namespace: string; readonly selector: { readonly [name: string]: string } }[] {
  return all.filter(one => ApiObject.isApiObject(one)).filter(({ kind }) => kind === 'RequestAuthentication').map(object => {
    const { metadata, spec } = object.toJson();
    return { namespace: metadata.namespace, selector: spec?.selector?.matchLabels ?? {} };
  });
}

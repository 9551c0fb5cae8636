import { Rule } from '../../../src/check/rule';
import { MeshOptions } from '../../../src/model/options';
import { findingsIn } from '../fixtures';

/** An object of Kubernetes; in namespace shop if nothing else is said. */
export interface TestObject {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: object;
  readonly spec?: object;
}

/** Makes objects of a kind from a spec, a name and a namespace. */
const objectsOf = (apiVersion: string, kind: string) => (spec: object, name = 'cart', where = 'shop', metadata: object = {}): TestObject =>
  ({ apiVersion, kind, metadata: { name, namespace: where, ...metadata }, spec });

export const authorization = objectsOf('security.istio.io/v1', 'AuthorizationPolicy');
export const peerAuthentication = objectsOf('security.istio.io/v1', 'PeerAuthentication');
export const requestAuthentication = objectsOf('security.istio.io/v1', 'RequestAuthentication');
export const telemetry = objectsOf('telemetry.istio.io/v1', 'Telemetry');
export const wasmPlugin = objectsOf('extensions.istio.io/v1alpha1', 'WasmPlugin');
export const proxyConfig = objectsOf('networking.istio.io/v1beta1', 'ProxyConfig');
export const gateway = objectsOf('networking.istio.io/v1', 'Gateway');
export const k8sGateway = objectsOf('gateway.networking.k8s.io/v1', 'Gateway');
export const service = objectsOf('v1', 'Service');
export const object = (apiVersion: string, kind: string, name = 'cart', where = 'shop', spec: object = {}) => objectsOf(apiVersion, kind)(spec, name, where);

/** A pod that carries its name as the label app. */
export function pod(
  name = 'cart', where = 'shop', { labels = { app: name }, annotations = {}, ...spec }: { [field: string]: object | string | boolean | undefined } = {},
): TestObject {
  const metadata = { name, namespace: where, labels, annotations };
  return { apiVersion: 'v1', kind: 'Pod', metadata, spec: { containers: [{ name, image: 'registry.example.com/app:1' }], ...spec } };
}

export function namespace(name: string, labels: object = { 'istio-injection': 'enabled' }): TestObject {
  return { apiVersion: 'v1', kind: 'Namespace', metadata: { name, labels } };
}

/** A selector of the pods that carry a name as the label app. */
export const selecting = (app: string) => ({ selector: { matchLabels: { app } } });

/** What a rule finds in objects: `kind namespace/name field: message`, one a line. */
export function found(rule: Rule, objects: readonly TestObject[], options?: MeshOptions): string[] {
  return findingsIn(objects.map(one => JSON.stringify(one)).join('\n---\n'), [rule], options).map(text => text.slice(rule.id.length + 2));
}

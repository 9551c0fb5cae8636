import { Rule } from '../../../src/check/rule';
import { MeshOptions } from '../../../src/model/options';
import { findingsIn } from '../fixtures';

/** What a rule finds in some objects: `object field: message`, one a line. */
export function finder(rule: Rule, options?: MeshOptions) {
  return (...objects: string[]) => findingsIn(objects.join('\n---\n'), [rule], options).map(text => text.slice(rule.id.length + 2));
}

/** The fields of findings. */
export function fieldsOf(found: readonly string[]): string[] {
  return found.map(text => /^\S+ \S+ (\S*?): /.exec(text)![1]);
}

/** Any object. */
export function object(apiVersion: string, kind: string, name: string, namespace: string | undefined, rest: string): string {
  return `apiVersion: ${apiVersion}\nkind: ${kind}\nmetadata: { name: ${name}${namespace === undefined ? '' : `, namespace: ${namespace}`} }\n${rest}`;
}

/** A Gateway of Istio's with servers, each an object of YAML. */
export function gateway(name: string, servers: readonly string[], selector = '{ istio: ingress }', namespace = 'edge'): string {
  return object('networking.istio.io/v1', 'Gateway', name, namespace, `spec: { selector: ${selector}, servers: [${servers.join(', ')}] }`);
}

/** A server of a Gateway. */
export function server(number: number, protocol: string, hosts: readonly string[], more = '', name = `${protocol.toLowerCase()}-${number}`): string {
  return `{ port: { number: ${number}, name: ${name}, protocol: ${protocol} }, hosts: [${hosts.map(host => `"${host}"`).join(', ')}]${more === '' ? '' : `, ${more}`} }`;
}

/** Pods of a gateway. */
export function gatewayPod(name = 'ingress', namespace = 'edge', labels = '{ istio: ingress }', spec = '{ containers: [{ name: istio-proxy, image: auto }] }'): string {
  return `apiVersion: v1\nkind: Pod\nmetadata: { name: ${name}, namespace: ${namespace}, labels: ${labels} }\nspec: ${spec}`;
}

/** Pods of an application. */
export function pod(name: string, namespace = 'shop', labels = `{ app: ${name} }`): string {
  return gatewayPod(name, namespace, labels, `{ containers: [{ name: ${name}, image: "registry.example.com/${name}:1" }] }`);
}

/** A Service. */
export function service(name: string, namespace: string, ports: string, selector = `{ app: ${name} }`): string {
  return object('v1', 'Service', name, namespace, `spec: { selector: ${selector}, ports: [${ports}] }`);
}

/** A Gateway of the Gateway API. */
export function k8sGateway(name: string, listeners: readonly string[], namespace = 'edge', gatewayClass = 'istio'): string {
  return object('gateway.networking.k8s.io/v1', 'Gateway', name, namespace, `spec: { gatewayClassName: ${gatewayClass}, listeners: [${listeners.join(', ')}] }`);
}

/** A route of the Gateway API. */
export function route(name: string, spec: string, namespace = 'edge', kind = 'HTTPRoute'): string {
  return object('gateway.networking.k8s.io/v1', kind, name, namespace, `spec: { ${spec} }`);
}

/** A Sidecar. */
export function sidecar(name: string, spec: string, namespace = 'shop'): string {
  return object('networking.istio.io/v1', 'Sidecar', name, namespace, `spec: { ${spec} }`);
}

/** An EnvoyFilter with patches, each an object of YAML. */
export function envoyFilter(name: string, patches: readonly string[], more = '', namespace = 'shop'): string {
  return object('networking.istio.io/v1alpha3', 'EnvoyFilter', name, namespace, `spec: { configPatches: [${patches.join(', ')}]${more === '' ? '' : `, ${more}`} }`);
}

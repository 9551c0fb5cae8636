import { findingsIn } from './../fixtures';
import { Rule } from '../../../src/check/rule';
import { destinationRulesForOneHost } from '../../../src/check/rules/destination-rule/destination-rules-for-one-host';
import { tlsServerNotVerified } from '../../../src/check/rules/destination-rule/tls-server-not-verified';
import { gatewayApiNewerThanIstio } from '../../../src/check/rules/gateway/gateway-api-newer-than-istio';
import { gatewayApiTooOld } from '../../../src/check/rules/gateway/gateway-api-too-old';
import { newerThanIstio } from '../../../src/check/rules/schema/newer-than-istio';
import { jwksFetchUnrestricted } from '../../../src/check/rules/security/jwks-fetch-unrestricted';
import { jwtKeysNotFound } from '../../../src/check/rules/security/jwt-keys-not-found';
import { policyTargetKind } from '../../../src/check/rules/security/policy-target-kind';
import { policyWildcardInside } from '../../../src/check/rules/security/policy-wildcard-inside';
import { dynamicDnsWithoutWaypoint } from '../../../src/check/rules/service-entry/dynamic-dns-without-waypoint';
import { tcpPortWithoutAddresses } from '../../../src/check/rules/service-entry/tcp-port-without-addresses';
import { envoyFilterOperationIgnored } from '../../../src/check/rules/sidecar/envoy-filter-operation-ignored';
import { envoyFilterOrderUndefined } from '../../../src/check/rules/sidecar/envoy-filter-order-undefined';
import { telemetryLightstep } from '../../../src/check/rules/telemetry/telemetry-lightstep';
import { headerNameRefused } from '../../../src/check/rules/virtual-service/header-name-refused';
import { retryOnUnknown } from '../../../src/check/rules/virtual-service/retry-on-unknown';
import { annotationValueInvalid } from '../../../src/check/rules/workload/annotation-value-invalid';
import { externalNameWithoutEntry } from '../../../src/check/rules/workload/external-name-without-entry';
import { jobNeverEnds } from '../../../src/check/rules/workload/job-never-ends';
import { NEWEST_ISTIO, OLDEST_ISTIO } from '../../../src/core/istio-version';
import { MeshOptions } from '../../../src/model/options';

const MINORS = Array.from({ length: NEWEST_ISTIO - OLDEST_ISTIO + 1 }, (_, at) => OLDEST_ISTIO + at);

/** The first and the last minor version in which rules find something in YAML; it must in all between them. */
function foundIn(rules: Rule | Rule[], yaml: string, options: MeshOptions = {}): string {
  const found = MINORS.filter(minor => findingsIn(yaml, [rules].flat(), { ...options, istioVersion: `1.${minor}` }).length > 0);
  expect(found).toEqual(found.map((_, at) => found[0] + at));
  return found.length === 0 ? 'never' : `${found[0]} to ${found[found.length - 1]}`;
}

function object(apiVersion: string, kind: string, spec: unknown, metadata: unknown = { name: 'cart', namespace: 'shop' }): string {
  return JSON.stringify({ apiVersion, kind, metadata, spec });
}

const SERVICE = object('v1', 'Service', { ports: [{ name: 'http', port: 80 }] });
const ISTIO = 'networking.istio.io/v1';

function route(fields: unknown): string {
  return object(ISTIO, 'VirtualService', { hosts: ['cart'], http: [{ ...fields as object, route: [{ destination: { host: 'cart' } }] }] });
}

function job(annotations: unknown): string {
  const namespace = object('v1', 'Namespace', undefined, { name: 'shop', labels: { 'istio-injection': 'enabled' } });
  const pods = { metadata: { annotations }, spec: { restartPolicy: 'Never', containers: [{ name: 'import', image: 'registry.example.com/import:1' }] } };
  return `${namespace}\n---\n${object('batch/v1', 'Job', { template: pods })}`;
}

const NATIVE = 'sidecar.istio.io/nativeSidecar';

test('proxies of jobs end by themselves since 1.27, and since 1.24 where an annotation says so', () => {
  expect(foundIn(jobNeverEnds, job({}))).toBe('20 to 26');
  expect(foundIn(jobNeverEnds, job({ [NATIVE]: 'true' }))).toBe('20 to 23');
  expect(foundIn(jobNeverEnds, job({ [NATIVE]: 'false' }))).toBe('20 to 31');
  expect(findingsIn(job({}), [jobNeverEnds], { istioVersion: '1.26' })).toEqual([
    'job-never-ends: Job shop/cart spec.template: has pods that wait for their proxy, which in Istio 1.26 does not end with the job unless istiod has ENABLE_NATIVE_SIDECARS',
  ]);
});

test('certificates of servers are checked against those of the system since 1.21', () => {
  const rule = (tls: unknown) => object(ISTIO, 'DestinationRule', { host: 'cart', trafficPolicy: { tls } });
  expect(foundIn(tlsServerNotVerified, rule({ mode: 'SIMPLE' }))).toBe('20 to 20');
  expect(foundIn(tlsServerNotVerified, rule({ mode: 'SIMPLE', caCertificates: '/ca.pem' }))).toBe('never');
  expect(foundIn(tlsServerNotVerified, rule({ mode: 'MUTUAL', credentialName: 'cart' }))).toBe('never');
  expect(foundIn(tlsServerNotVerified, rule({ mode: 'SIMPLE', sni: 'a' }))).toBe('20 to 31');
});

test('istiod may make proxies of jobs end before that', () => {
  const istiod = (value: string) => object('apps/v1', 'Deployment', {
    selector: { matchLabels: { app: 'istiod' } },
    template: { metadata: { labels: { app: 'istiod' } }, spec: { containers: [{ name: 'discovery', image: 'a', env: [{ name: 'ENABLE_NATIVE_SIDECARS', value }] }] } },
  }, { name: 'istiod', namespace: 'istio-system', labels: { app: 'istiod' } });
  expect(foundIn(jobNeverEnds, `${job({})}\n---\n${istiod('true')}`)).toBe('never');
  expect(foundIn(jobNeverEnds, `${job({})}\n---\n${istiod('false')}`)).toBe('20 to 26');
});

test('values of annotations are looked at since there was harm done by them', () => {
  const pod = (name: string, value: string) => object('v1', 'Pod', { containers: [{ name: 'cart', image: 'a' }] }, { name: 'cart', namespace: 'shop', annotations: { [name]: value } });
  expect(foundIn(annotationValueInvalid, pod('sidecar.istio.io/proxyCPU', '1 or 2'))).toBe('27 to 31');
  expect(foundIn(annotationValueInvalid, pod('traffic.sidecar.istio.io/excludeInterfaces', 'eth 0'))).toBe('30 to 31');
  expect(foundIn(annotationValueInvalid, pod('status.sidecar.istio.io/port', 'x'))).toBe('20 to 31');
});

test('istiod can be kept from addresses since 1.28', () => {
  expect(foundIn(jwksFetchUnrestricted, jwksFetchUnrestricted.bad)).toBe('28 to 31');
});

test('what takes policies became more; from 1.23 on the schema says so', () => {
  const policy = (group: string, kind: string) => object('security.istio.io/v1', 'AuthorizationPolicy', { targetRefs: [{ group, kind, name: 'istio-waypoint' }] }, { name: 'a', namespace: 'istio-system' });
  expect(foundIn(policyTargetKind, policy('networking.istio.io', 'ServiceEntry'))).toBe('20 to 22');
  expect(foundIn(policyTargetKind, policy('gateway.networking.k8s.io', 'GatewayClass'))).toBe('20 to 22');
  expect(foundIn(policyTargetKind, policy('', 'Service'))).toBe('never');
  expect(foundIn([policyTargetKind, newerThanIstio], policy('gateway.networking.k8s.io', 'GatewayClass').replace('/v1', '/v1beta1'))).toBe('20 to 24');
  expect(foundIn([policyTargetKind, newerThanIstio], policy('networking.istio.io', 'ServiceEntry').replace('/v1', '/v1beta1'))).toBe('20 to 23');
});

test('EnvoyFilters of the root namespace came first whatever their priority, before 1.22', () => {
  const filter = (namespace: string, priority: number, patch: unknown) =>
    object('networking.istio.io/v1alpha3', 'EnvoyFilter', { priority, configPatches: [patch] }, { name: 'a', namespace });
  const match = { context: 'ANY' };
  const add = { applyTo: 'HTTP_FILTER', match, patch: { operation: 'INSERT_FIRST', value: { name: 'mine' } } };
  const named = { context: 'ANY', listener: { filterChain: { filter: { name: 'envoy.filters.network.http_connection_manager', subFilter: { name: 'mine' } } } } };
  const merge = { applyTo: 'HTTP_FILTER', match: named, patch: { operation: 'MERGE', value: { name: 'mine' } } };
  expect(foundIn(envoyFilterOrderUndefined, `${filter('istio-system', 10, add)}\n---\n${filter('shop', 0, merge)}`)).toBe('22 to 31');
  expect(foundIn(envoyFilterOrderUndefined, `${filter('shop', 0, add)}\n---\n${filter('shop', 10, merge).replace('"a"', '"b"')}`)).toBe('never');
});

test('an ExternalName is another name of its host since 1.21', () => {
  expect(foundIn(externalNameWithoutEntry, externalNameWithoutEntry.bad)).toBe('21 to 31');
});

test('DestinationRules are merged by their exportTo since 1.24', () => {
  const rule = (name: string, exportTo: string[], fields: unknown) =>
    object(ISTIO, 'DestinationRule', { host: 'cart', exportTo, ...fields as object }, { name, namespace: 'shop' });
  const policy = { trafficPolicy: { loadBalancer: { simple: 'RANDOM' } } };
  const [one, other] = [rule('one', ['*'], policy), rule('other', ['shop'], { subsets: [{ name: 'v1', labels: { version: 'v1' } }] })];
  expect(foundIn(destinationRulesForOneHost, `${one}\n---\n${other}`)).toBe('24 to 31');
  expect(foundIn(destinationRulesForOneHost, `${one}\n---\n${rule('other', ['shop'], policy)}`)).toBe('20 to 31');
  expect(foundIn(destinationRulesForOneHost, destinationRulesForOneHost.bad)).toBe('20 to 31');
});

test('Lightstep was a tracer before 1.27', () => {
  expect(foundIn(telemetryLightstep, telemetryLightstep.bad, telemetryLightstep.exampleOptions)).toBe('27 to 31');
});

test('two reasons of retries came with 1.23', () => {
  expect(foundIn(retryOnUnknown, route({ retries: { attempts: 1, retryOn: 'reset-before-request' } }))).toBe('20 to 22');
  expect(foundIn(retryOnUnknown, route({ retries: { attempts: 1, retryOn: '5xx,http3-post-connect-failure' } }))).toBe('20 to 22');
  expect(foundIn(retryOnUnknown, route({ retries: { attempts: 1, retryOn: '4xx' } }))).toBe('20 to 31');
});

test('names of headers are looked at since 1.23, which took fewer', () => {
  const named = (name: string) => route({ match: [{ headers: { [name]: { exact: 'a' } } }] });
  expect(foundIn(headerNameRefused, named('x y'))).toBe('23 to 31');
  expect(foundIn(headerNameRefused, named('x.y'))).toBe('23 to 23');
  expect(foundIn(headerNameRefused, named('x-y_z'))).toBe('never');
});

test('addresses are allocated to ServiceEntries without being asked for since 1.25', () => {
  const entry = object(ISTIO, 'ServiceEntry', { hosts: ['db.example.com'], resolution: 'DNS', ports: [{ number: 5432, name: 'tcp', protocol: 'TCP' }] });
  const asked = entry.replace('"namespace"', '"labels":{"networking.istio.io/enable-autoallocate-ip":"true"},"namespace"');
  const proxies = (proxyMetadata: { [name: string]: string }) => ({ meshConfig: { defaultConfig: { proxyMetadata } } });
  expect(foundIn(tcpPortWithoutAddresses, entry, proxies({ ISTIO_META_DNS_CAPTURE: 'true' }))).toBe('20 to 24');
  expect(foundIn(tcpPortWithoutAddresses, entry, proxies({ ISTIO_META_DNS_CAPTURE: 'true', ISTIO_META_DNS_AUTO_ALLOCATE: 'true' }))).toBe('never');
  // The label came with the controller that reads it.
  expect(foundIn(tcpPortWithoutAddresses, asked, proxies({ ISTIO_META_DNS_CAPTURE: 'true' }))).toBe('20 to 22');
  expect(foundIn(tcpPortWithoutAddresses, entry, proxies({ A: 'b' }))).toBe('20 to 31');
});

test('sidecars look up the host that is called since 1.30', () => {
  expect(foundIn(dynamicDnsWithoutWaypoint, dynamicDnsWithoutWaypoint.bad)).toBe('28 to 29');
  const [, entry] = dynamicDnsWithoutWaypoint.bad.split('---');
  // The namespace may lead it through a waypoint.
  expect(foundIn(dynamicDnsWithoutWaypoint, entry)).toBe('never');
  expect(foundIn(dynamicDnsWithoutWaypoint, dynamicDnsWithoutWaypoint.bad.replace('name: shop }', 'name: shop, labels: { istio.io/use-waypoint: egress } }'))).toBe('never');
  expect(foundIn(dynamicDnsWithoutWaypoint, dynamicDnsWithoutWaypoint.bad.replace('namespace: shop }', 'namespace: shop, labels: { istio.io/use-waypoint: none } }'))).toBe('28 to 29');
});

test('templates of paths came with 1.22', () => {
  const policy = (path: string) => object('security.istio.io/v1', 'AuthorizationPolicy', { rules: [{ to: [{ operation: { paths: [path] } }] }] });
  expect(foundIn(policyWildcardInside, policy('/users/{*}/orders'))).toBe('20 to 21');
  expect(foundIn(policyWildcardInside, policy('/users/*/orders'))).toBe('20 to 31');
});

test('an issuer is needed before 1.27 even where the keys are named', () => {
  const rule = (fields: unknown) => object('security.istio.io/v1', 'RequestAuthentication', { jwtRules: [fields] });
  expect(foundIn(jwtKeysNotFound, rule({ jwksUri: 'https://login.example.com/keys' }))).toBe('20 to 26');
  expect(foundIn(jwtKeysNotFound, rule({ jwks: '{}' }))).toBe('20 to 31');
});

test('filters of listeners can be merged into since 1.27', () => {
  const filter = (applyTo: string, operation: string) =>
    object('networking.istio.io/v1alpha3', 'EnvoyFilter', { configPatches: [{ applyTo, match: { context: 'ANY' }, patch: { operation, value: { a: 1 } } }] });
  expect(foundIn(envoyFilterOperationIgnored, filter('LISTENER_FILTER', 'MERGE'))).toBe('20 to 26');
  expect(foundIn(envoyFilterOperationIgnored, filter('HTTP_FILTER', 'MERGE'))).toBe('never');
  expect(foundIn(envoyFilterOperationIgnored, filter('LISTENER_FILTER', 'REMOVE'))).toBe('never');
});

test('definitions of the Gateway API must be as new as Istio reads them', () => {
  const definition = (name: string, version: string) => object('apiextensions.k8s.io/v1', 'CustomResourceDefinition', undefined, {
    name: `${name}.gateway.networking.k8s.io`, annotations: { 'gateway.networking.k8s.io/bundle-version': version },
  });
  expect(foundIn(gatewayApiTooOld, definition('grpcroutes', 'v1.0.0'))).toBe('22 to 31');
  expect(foundIn(gatewayApiTooOld, definition('backendtlspolicies', 'v1.3.0'))).toBe('28 to 31');
  expect(foundIn(gatewayApiTooOld, definition('tlsroutes', 'v1.4.0'))).toBe('30 to 31');
  expect(foundIn(gatewayApiTooOld, definition('tcproutes', 'v1.5.0'))).toBe('31 to 31');
  expect(foundIn(gatewayApiTooOld, definition('httproutes', 'v0.1.0'))).toBe('never');
});

test.each([
  ['GRPCRoute', '20 to 21'],
  ['BackendTLSPolicy', '20 to 27'],
  ['TLSRoute', '20 to 29'],
  ['ListenerSet', '20 to 29'],
  ['TCPRoute', '20 to 30'],
  ['HTTPRoute', 'never'],
])('objects of the Gateway API that Istio does not read: %s %s', (kind, minors) => {
  expect(foundIn(gatewayApiNewerThanIstio, object('gateway.networking.k8s.io/v1', kind, {}))).toBe(minors);
});

test('what holds for all versions is found in all of them', () => {
  expect(foundIn(retryOnUnknown, `${SERVICE}\n---\n${retryOnUnknown.bad}`)).toBe('20 to 31');
});

import { RULES } from '../../src/check/rules';
import { withoutNulls } from '../../src/model/without-nulls';
import { findingsIn } from '../check/fixtures';

describe('a value without nulls', () => {
  test('has not the fields that are null, however deep', () => {
    expect(withoutNulls({ a: null, b: { c: null, d: [{ e: null, f: 1 }, 2] }, g: undefined, h: false, i: 0, j: '' })).toEqual({ b: { d: [{ f: 1 }, 2] }, h: false, i: 0, j: '' });
    expect(withoutNulls([null, { a: null }])).toEqual([null, {}]);
  });

  test('is itself if there are none', () => {
    const value = { a: { b: [1, 'c', { d: true }] } };
    expect(withoutNulls(value)).toBe(value);
    expect([withoutNulls(null), withoutNulls(1), withoutNulls('a')]).toEqual([null, 1, 'a']);
  });

  test('leaves its source as it was', () => {
    const value = { a: null, b: { c: null } };
    withoutNulls(value);
    expect(value).toEqual({ a: null, b: { c: null } });
  });
});

test('fields that say nothing are taken as missing by all rules', () => {
  const yaml = ['AuthorizationPolicy', 'PeerAuthentication', 'RequestAuthentication', 'Telemetry', 'WasmPlugin', 'ProxyConfig', 'Service', 'Pod', 'Deployment'].map(kind => `
apiVersion: ${kind === 'Deployment' ? 'apps/v1' : ['Service', 'Pod'].includes(kind) ? 'v1' : kind === 'Telemetry' ? 'telemetry.istio.io/v1' : kind === 'WasmPlugin'
  ? 'extensions.istio.io/v1alpha1' : kind === 'ProxyConfig' ? 'networking.istio.io/v1beta1' : 'security.istio.io/v1'}
kind: ${kind}
metadata: { name: cart, namespace: shop, labels: null }
spec: { selector: null, targetRefs: null, rules: null, mtls: null, portLevelMtls: null, jwtRules: null, tracing: null, metrics: null, accessLogging: null, ports: null,
  vmConfig: null, image: null, containers: null, initContainers: null, serviceAccountName: null, template: { metadata: null, spec: { containers: null, serviceAccountName: null } } }
`).join('---');
  expect(findingsIn(yaml, RULES)).toEqual([]);
});

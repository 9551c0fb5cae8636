import { tlsCredentialIgnoredBySidecars } from '../../../../src/check/rules/destination-rule/tls-credential-ignored-by-sidecars';
import { findingsIn } from '../../fixtures';
import { destinationRule, namespace, pod, route, serviceEntry } from '../../objects/meshes';

const rule = (tls = 'mode: SIMPLE, credentialName: ledger-ca', more = '') => destinationRule(`trafficPolicy: { tls: { ${tls} } }\n  ${more}`, { host: 'ledger.example.com' });
const MESH = namespace() + pod('cart') + serviceEntry('resolution: DNS');
const find = (...yaml: string[]) => findingsIn(yaml.join(''), [tlsCredentialIgnoredBySidecars]);
const DESTINATION = '{ destination: { host: ledger.example.com } }';

describe('a credential in a rule for all pods', () => {
  test('is not read by their proxies', () => {
    expect(find(MESH, rule())).toEqual([
      'tls-credential-ignored-by-sidecars: DestinationRule shop/reviews spec.trafficPolicy.tls.credentialName: takes credential \'ledger-ca\' for \'ledger.example.com\' without a '
      + 'workloadSelector, so the pods of namespace \'shop\' send plaintext',
    ]);
    expect(find(MESH, rule('mode: MUTUAL, credentialName: ledger-ca'))).toHaveLength(1);
  });

  test('is read where pods are selected, and from a ConfigMap', () => {
    expect(find(MESH, rule(undefined, 'workloadSelector: { matchLabels: { app: cart } }'))).toEqual([]);
    expect(find(MESH, rule('mode: SIMPLE, credentialName: "configmap://ledger-ca"'))).toEqual([]);
    expect(find(MESH, rule('mode: SIMPLE'), rule('mode: DISABLE, credentialName: a'))).toEqual([]);
  });

  test('is read by gateways that calls go through', () => {
    expect(find(MESH, rule(), route(DESTINATION, { more: 'gateways: [istio-egress/egress]' }))).toEqual([]);
    expect(find(MESH, rule(), route(DESTINATION, { more: 'tcp: [{ match: [{ gateways: [mesh, egress] }], route: [] }]' }))).toEqual([]);
    expect(find(MESH, rule(), route(DESTINATION, { hosts: '' }))).toEqual([]);
    expect(find(MESH, rule(), route(DESTINATION, { more: 'gateways: [mesh]' }))).toHaveLength(1);
    expect(find(MESH, rule(), route('{ destination: { host: other.example.com } }', { more: 'gateways: [istio-egress/egress]' }))).toHaveLength(1);
  });

  test('is read by gateways beside the rule', () => {
    expect(find(MESH, rule(), pod('egress', { labels: 'istio: egressgateway' }))).toEqual([]);
    expect(find(MESH, rule(), pod('egress', { metadata: ', annotations: { inject.istio.io/templates: gateway }' }))).toEqual([]);
    const gateway = (where: string) => `
---
apiVersion: gateway.networking.k8s.io/v1
kind: Gateway
metadata: { name: egress, namespace: ${where} }
`;
    expect(find(MESH, rule(), gateway('shop'))).toEqual([]);
    expect(find(MESH, rule(), gateway('other'))).toHaveLength(1);
  });

  test('is not judged where no pod of the mesh is known, or no host', () => {
    expect(find(pod('cart'), serviceEntry('resolution: DNS'), rule())).toEqual([]);
    expect(find(namespace(), pod('cart'), rule())).toEqual([]);
  });
});

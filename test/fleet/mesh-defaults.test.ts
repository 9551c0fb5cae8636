import { App, Chart } from 'cdk8s';
import {
  AccessAction, AccessPolicy, AccessSource, EgressGateway, ExternalService, GatewayWorkload, LeastPrivilege, MeshDefault, MeshDefaults,
  MeshDefaultsProps, MeshGateway, MeshSettings, MeshSettingsProps, MutualTlsMode, OutboundTraffic, PolicyScope, TlsVersion,
} from '../../src';
import { expectFailure, withVersion } from '../service/fixtures';
import { find, Manifest, ofKind, synth } from '../support/synth';

const { STRICT, PERMISSIVE, DISABLE } = MutualTlsMode;

function fleet(props?: MeshDefaultsProps, settings: MeshSettingsProps = {}) {
  const app = new App();
  const mesh = MeshSettings.set(app, settings);
  const policy = new Chart(app, 'policy', { namespace: 'istio-system' });
  const defaults = new MeshDefaults(policy, 'defaults', props);
  return { app, mesh, policy, defaults, shop: new Chart(app, 'shop', { namespace: 'shop' }) };
}

const named = (objects: readonly Manifest[], kind: string) => ofKind(objects, kind).map(({ metadata }) => `${metadata.namespace}/${metadata.name}`).sort();

describe('the defaults of the mesh', () => {
  test('are strict mutual TLS and known hosts alone, in the root namespace', () => {
    const { policy, mesh } = fleet();
    expect(synth(policy)).toEqual([
      { apiVersion: 'security.istio.io/v1', kind: 'PeerAuthentication', metadata: { name: 'default', namespace: 'istio-system' }, spec: { mtls: { mode: 'STRICT' } } },
      {
        apiVersion: 'networking.istio.io/v1',
        kind: 'Sidecar',
        metadata: { name: 'default', namespace: 'istio-system' },
        spec: { outboundTrafficPolicy: { mode: 'REGISTRY_ONLY' }, egress: [{ hosts: ['*/*'] }] },
      },
    ]);
    expect(mesh.controlPlaneValues()).toEqual({ meshConfig: { outboundTrafficPolicy: { mode: 'REGISTRY_ONLY' } } });
  });

  test('are values for istioctl and for Helm', () => {
    const retries = { attempts: 2, retryOn: ['connect-failure', 'refused-stream'] };
    const { mesh } = fleet({ minimumTls: TlsVersion.V1_3, retries, outboundTraffic: OutboundTraffic.ALLOW_ANY }, { trustDomain: 'new.example', trustDomainAliases: ['cluster.local'], rootNamespace: 'mesh' });
    const meshConfig = {
      trustDomain: 'new.example',
      trustDomainAliases: ['cluster.local'],
      outboundTrafficPolicy: { mode: 'ALLOW_ANY' },
      meshMTLS: { minProtocolVersion: 'TLSV1_3' },
      defaultHttpRetryPolicy: { attempts: 2, retryOn: 'connect-failure,refused-stream', retryIgnorePreviousHosts: true },
    };
    expect(mesh.controlPlaneValues()).toEqual({ global: { istioNamespace: 'mesh' }, meshConfig });
    expect(mesh.istioOperator()).toEqual({
      apiVersion: 'install.istio.io/v1alpha1', kind: 'IstioOperator', metadata: { name: 'istio', namespace: 'mesh' }, spec: { meshConfig, values: { global: { istioNamespace: 'mesh' } } },
    });
  });

  test('hold for the Sidecars of services that do not say otherwise, made before and after', () => {
    const app = new App();
    const shop = new Chart(app, 'shop', { namespace: 'shop' });
    withVersion(shop, 'before');
    new MeshDefaults(new Chart(app, 'policy', { namespace: 'istio-system' }), 'defaults', { outboundTraffic: OutboundTraffic.ALLOW_ANY });
    withVersion(shop, 'after');
    withVersion(shop, 'own', { outboundTraffic: OutboundTraffic.REGISTRY_ONLY });
    const modes = ofKind(synth(shop), 'Sidecar').filter(({ metadata }) => metadata.namespace === 'shop').map(({ metadata, spec }) => [metadata.name, (spec as any).outboundTrafficPolicy.mode]);
    expect(Object.fromEntries(modes)).toEqual({ before: 'ALLOW_ANY', after: 'ALLOW_ANY', own: 'REGISTRY_ONLY' });
  });

  test('that deny leave gateways open, each of their pods once, whoever owns them', () => {
    const { shop, policy, defaults } = fleet({ defaultDeny: true });
    new LeastPrivilege(shop, 'least-privilege');
    const cart = withVersion(shop, 'cart');
    new MeshGateway(shop, 'one', { hosts: ['one.example.com'] }).expose(cart);
    new MeshGateway(shop, 'two', { hosts: ['two.example.com'] }).expose(cart);
    new MeshGateway(shop, 'own', { hosts: ['own.example.com'], workload: GatewayWorkload.own() }).expose(cart);
    const theirs = { gatewayName: 'theirs', namespace: 'edge', hosts: ['a.example.com'], podNamespace: 'edge', podLabels: { istio: 'edge' }, serviceAccountName: 'edge' };
    MeshGateway.fromGatewayAttributes(shop, 'theirs', theirs).expose(cart);
    new EgressGateway(shop, 'egress').route(new ExternalService(shop, 'api', { host: 'api.example.com' }));
    const objects = synth(policy);
    expect(find(objects, 'AuthorizationPolicy', 'default-deny')).toEqual({
      apiVersion: 'security.istio.io/v1', kind: 'AuthorizationPolicy', metadata: { name: 'default-deny', namespace: 'istio-system' }, spec: {},
    });
    expect(defaults.authorizationPolicy?.name).toBe('default-deny');
    expect(named(objects, 'AuthorizationPolicy')).toEqual(['edge/theirs-open', 'istio-system/default-deny', 'istio-system/istio-ingressgateway-open', 'shop/cart', 'shop/egress', 'shop/own-open']);
    const order = ofKind(objects, 'AuthorizationPolicy').filter(({ metadata }) => /open|deny/.test(metadata.name)).map(({ metadata }) => metadata.name);
    expect(order.at(-1)).toBe('default-deny');
    expect(find(objects, 'AuthorizationPolicy', 'theirs-open').spec).toEqual({ selector: { matchLabels: { istio: 'edge' } }, rules: [{}] });
  });

  test('that deny name services that nobody can call, and not those that a policy admits somebody to or whose namespace is exempt', () => {
    const { app, shop, policy } = fleet({
      defaultDeny: true,
      exemptions: [{ namespace: 'legacy', reason: 'joins in March' }, { namespace: 'batch', reason: 'no proxies yet', from: [MeshDefault.MUTUAL_TLS] }],
    });
    withVersion(shop, 'cart');
    const admit = (name: string, action: AccessAction, dryRun?: boolean) => new AccessPolicy(shop, `${name}-access`, {
      action, dryRun, scope: PolicyScope.service(withVersion(shop, name)), rules: [{ from: [AccessSource.namespaces('reports')] }],
    });
    admit('open', AccessAction.allow());
    admit('rehearsed', AccessAction.allow(), true);
    admit('shut', AccessAction.deny());
    const chart = (namespace: string) => new Chart(app, namespace, { namespace });
    withVersion(chart('legacy'), 'old');
    withVersion(chart('batch'), 'nightly');
    const team = chart('team');
    withVersion(team, 'all-open');
    new AccessPolicy(team, 'team-access', { action: AccessAction.allow(), rules: [{ from: [AccessSource.anyIdentity()] }] });
    const stderr = jest.spyOn(process.stderr, 'write').mockReturnValue(true);
    try {
      synth(policy);
      const said = stderr.mock.calls.flat().map(String);
      expect(said[0]).toContain('warning: [shop/cart] is refused to its callers by the defaultDeny of \'policy/defaults\' unless a policy admits them');
      expect(said.map(line => /\[(.*?)\] is refused/.exec(line)?.[1])).toEqual(['shop/cart', 'shop/rehearsed', 'shop/shut', 'batch/nightly']);
    } finally {
      stderr.mockRestore();
    }
  });

  test('do not hold for namespaces that are exempt, for a reason that stays', () => {
    const { policy } = fleet({
      defaultDeny: true,
      exemptions: [{ namespace: 'legacy', reason: 'joins in March' }, { namespace: 'batch', reason: 'no proxies yet', from: [MeshDefault.MUTUAL_TLS] }],
    });
    const objects = synth(policy);
    const of = (namespace: string) => objects.filter(({ metadata }) => metadata.namespace === namespace);
    expect(of('legacy').map(({ kind, metadata, spec }) => [kind, metadata.annotations, spec])).toEqual([
      ['PeerAuthentication', { 'cdk8s-istio/exemption-reason': 'joins in March' }, { mtls: { mode: 'PERMISSIVE' } }],
      ['AuthorizationPolicy', { 'cdk8s-istio/exemption-reason': 'joins in March' }, { rules: [{}] }],
      ['Sidecar', { 'cdk8s-istio/exemption-reason': 'joins in March' }, { outboundTrafficPolicy: { mode: 'ALLOW_ANY' }, egress: [{ hosts: ['*/*'] }] }],
    ]);
    expect(of('batch').map(({ kind, metadata }) => [kind, metadata.annotations])).toEqual([['PeerAuthentication', { 'cdk8s-istio/exemption-reason': 'no proxies yet' }]]);
    // Or what it is an exemption from would hold there until it is applied.
    const at = (kind: string, namespace: string) => objects.findIndex(object => object.kind === kind && object.metadata.namespace === namespace);
    for (const kind of ['PeerAuthentication', 'AuthorizationPolicy', 'Sidecar']) {
      expect([kind, at(kind, 'legacy') < at(kind, 'istio-system')]).toEqual([kind, true]);
    }
  });
});

describe('the defaults of the mesh fail', () => {
  test('twice', () => {
    const { policy } = fleet();
    expectFailure(() => new MeshDefaults(policy, 'again'), '[policy/again] what holds for the whole mesh is owned by \'policy/defaults\' already');
  });

  test('without mutual TLS', () => {
    expectFailure(() => fleet({ mutualTls: DISABLE }), '[policy/defaults] has mutualTls DISABLE');
  });

  test('with retries that could repeat what was done', () => {
    expectFailure(() => fleet({ retries: { attempts: 2, retryOn: ['5xx'] } }), '[policy/defaults] retries.retryOn has failures after which a service may have worked on the request');
  });

  test('that deny, with a gateway whose pods are not known', () => {
    const { shop } = fleet({ defaultDeny: true });
    expectFailure(() => MeshGateway.fromGatewayAttributes(shop, 'theirs', { gatewayName: 'g', namespace: 'edge', hosts: ['a.example.com'] }), '[policy/defaults] would shut \'shop/theirs\' by defaultDeny');
  });

  test('with exemptions without a reason, or from what does not hold', () => {
    expectFailure(() => fleet({ exemptions: [{ namespace: 'a', reason: ' ' }] }), '[policy/defaults] exempts namespace \'a\' without a reason');
    expectFailure(() => fleet({ exemptions: [{ namespace: 'a', reason: 'b', from: [MeshDefault.DEFAULT_DENY] }] }), 'exempts namespace \'a\' from default deny, which does not hold');
    expectFailure(() => fleet({ mutualTls: PERMISSIVE, outboundTraffic: OutboundTraffic.ALLOW_ANY, exemptions: [{ namespace: 'a', reason: 'b' }] }), 'exempts namespace \'a\' from nothing');
    expectFailure(() => fleet({ exemptions: [{ namespace: 'A', reason: 'b' }] }), 'namespace of an exemption \'A\'');
    expectFailure(() => fleet({ exemptions: [1, 2].map(() => ({ namespace: 'a', reason: 'b' })) }), 'exempt-a');
  });

  test('with an alias that is the trust domain', () => {
    expectFailure(() => fleet({ mutualTls: STRICT }, { trustDomainAliases: ['cluster.local'] }), '[App] trustDomainAliases has \'cluster.local\', which is the trust domain itself');
  });
});

import { ApiObject } from 'cdk8s';
import { GatewayWorkload, Jwks, JwtPolicy, MeshGateway, PolicyScope, RouteMatch } from '../../src';
import { addService, shopChart } from '../support/shop';
import { synth } from '../support/synth';

let warnings: string[];
let stderr: jest.SpyInstance;
beforeEach(() => {
  warnings = [];
  stderr = jest.spyOn(process.stderr, 'write').mockImplementation(text => warnings.push(String(text)) > 0);
});
afterEach(() => stderr.mockRestore());

const KEYS = Jwks.url('https://issuer.example.com/keys');
const WARNING = "warning: [shop/edge] host 'shop.example.com' is routed by claims of tokens, and nothing in this app reads tokens at the gateway's pods";

function routedByClaims(claims = true) {
  const chart = shopChart();
  const edge = new MeshGateway(chart, 'edge', { hosts: ['shop.example.com'], workload: GatewayWorkload.own() });
  edge.expose(addService(chart, 'cart', ['v1']).service, claims ? { match: [RouteMatch.claim('group').exact('beta')] } : {});
  const read = (scope: PolicyScope) => new JwtPolicy(chart, 'jwt', { scope, issuers: [{ issuer: 'https://issuer.example.com', jwks: KEYS, forwardOriginalToken: true }] });
  return { chart, edge, read };
}

describe('routes of a gateway by claims', () => {
  test('are named where nothing reads tokens', () => {
    const { chart } = routedByClaims();
    synth(chart);
    expect(warnings).toEqual([expect.stringContaining(WARNING)]);
  });

  test.each<[string, (edge: MeshGateway) => PolicyScope]>([
    ['the gateway', edge => PolicyScope.gateway(edge)],
    ['its namespace', () => PolicyScope.namespace()],
    ['the mesh', () => PolicyScope.mesh()],
  ])('are not where a policy for %s does', (_, scopeOf) => {
    const { chart, edge, read } = routedByClaims();
    read(scopeOf(edge));
    synth(chart);
    expect(warnings).toEqual([]);
  });

  test('are named where a policy reads tokens at other pods alone', () => {
    const { chart, read } = routedByClaims();
    read(PolicyScope.namespace('elsewhere'));
    const of = (name: string, matchLabels: object) => new ApiObject(chart, name, { apiVersion: 'security.istio.io/v1', kind: 'RequestAuthentication', metadata: { name }, spec: { selector: { matchLabels } } });
    of('other', { app: 'other' });
    synth(chart);
    expect(warnings.filter(text => !text.includes('policy-selects-nothing'))).toHaveLength(1);
    of('raw', { istio: 'edge' });
    warnings.length = 0;
    synth(chart);
    expect(warnings).toEqual([]);
  });

  test('are not asked about where no route has one, or the pods are not known', () => {
    synth(routedByClaims(false).chart);
    const chart = shopChart();
    const theirs = MeshGateway.fromGatewayAttributes(chart, 'theirs', { gatewayName: 'g', namespace: 'edge', hosts: ['a.example.com'] });
    theirs.expose(addService(chart, 'cart', ['v1']).service, { match: [RouteMatch.claim('group').present()] });
    synth(chart);
    expect(warnings).toEqual([]);
  });
});

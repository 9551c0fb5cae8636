import { Chart } from 'cdk8s';
import { issuer, ISSUER } from './fixtures';
import { DelegatedRoutes, GatewayWorkload, JwtIssuer, JwtPolicy, MeshGateway, PolicyScope } from '../../src';
import { expectFailure } from '../service/fixtures';
import { addService, shopChart } from '../support/shop';
import { synth } from '../support/synth';

function ask(chart: Chart, id: string, scope: PolicyScope, props: Partial<JwtIssuer> = {}) {
  new JwtPolicy(chart, id, { scope, issuers: [issuer(props)] });
}

function shop(expose = true) {
  const { chart, service } = addService(shopChart(), 'cart', ['v1']);
  const edge = new MeshGateway(chart, 'edge', { hosts: ['shop.example.com'], workload: GatewayWorkload.own() });
  if (expose) {
    edge.expose(service);
  }
  return { chart, service, edge };
}

describe('two policies for the same requests', () => {
  test('may ask for tokens of the same issuer', () => {
    const { chart, service } = shop(false);
    ask(chart, 'wide', PolicyScope.namespace());
    ask(chart, 'own', PolicyScope.service(service), { audiences: ['cart'] });
    synth(chart);
  });

  test.each<[string, () => PolicyScope]>([['its namespace', () => PolicyScope.namespace()], ['the mesh', () => PolicyScope.mesh()]])('fail where a service asks for other tokens than %s', (_, wide) => {
    const { chart, service } = shop(false);
    ask(chart, 'wide', wide(), { issuer: 'staff', forwardOriginalToken: true });
    ask(chart, 'own', PolicyScope.service(service));
    expectFailure(() => synth(chart), `[shop/own] requires tokens of '${ISSUER}' at 'shop/cart', and 'shop/wide' for `, "those of 'staff': no token is of both");
  });

  test('fail where a namespace asks for other tokens than the mesh', () => {
    const { chart } = shop(false);
    ask(chart, 'mesh', PolicyScope.mesh(), { issuer: 'staff', forwardOriginalToken: true });
    ask(chart, 'own', PolicyScope.namespace());
    expectFailure(() => synth(chart), "[shop/own] requires tokens of 'https://issuer.example.com' at namespace 'shop', and 'shop/mesh' for the mesh those of 'staff'");
  });

  test('may ask for tokens of their own in other namespaces', () => {
    const { chart, service } = shop(false);
    ask(chart, 'other', PolicyScope.namespace('other'), { issuer: 'staff' });
    ask(chart, 'own', PolicyScope.service(service));
    synth(chart);
  });
});

describe('a token that a gateway takes', () => {
  const message = `[shop/own] requires tokens of '${ISSUER}' at 'shop/cart', and 'shop/edge-jwt' takes them away at the gateway 'shop/edge', which exposes it: set forwardOriginalToken there`;

  test('fails to reach the service that asks for it too', () => {
    const { chart, service, edge } = shop();
    ask(chart, 'edge-jwt', PolicyScope.gateway(edge));
    ask(chart, 'own', PolicyScope.service(service));
    expectFailure(() => synth(chart), message);
  });

  test('goes on where the gateway forwards it, or takes those of another issuer', () => {
    const forwarding = shop();
    ask(forwarding.chart, 'edge-jwt', PolicyScope.gateway(forwarding.edge), { forwardOriginalToken: true });
    ask(forwarding.chart, 'own', PolicyScope.service(forwarding.service));
    synth(forwarding.chart);
    const apart = shop();
    ask(apart.chart, 'edge-jwt', PolicyScope.gateway(apart.edge), { issuer: 'staff' });
    ask(apart.chart, 'own', PolicyScope.service(apart.service));
    synth(apart.chart);
  });

  test('is no matter where the gateway exposes another service', () => {
    const { chart, service, edge } = shop(false);
    edge.expose(addService(chart, 'web', ['v1']).service);
    ask(chart, 'edge-jwt', PolicyScope.gateway(edge));
    ask(chart, 'own', PolicyScope.service(service));
    synth(chart);
  });

  test('fails to reach a service of delegated routes', () => {
    const { chart, service, edge } = shop(false);
    new DelegatedRoutes(chart, 'routes', { gateway: edge, paths: ['/'] }).expose(service);
    ask(chart, 'edge-jwt', PolicyScope.gateway(edge));
    ask(chart, 'own', PolicyScope.service(service));
    expectFailure(() => synth(chart), "'shop/edge-jwt' takes them away at the gateway 'shop/routes'");
  });

  test('fails where one policy of a namespace or the mesh holds for both', () => {
    for (const scope of [PolicyScope.namespace(), PolicyScope.mesh()]) {
      const { chart } = shop();
      ask(chart, 'all', scope);
      expectFailure(() => synth(chart), `[shop/all] requires tokens of '${ISSUER}' at 'shop/cart', and takes them away itself at the gateway 'shop/edge', which exposes it: set forwardOriginalToken for the issuer`);
    }
  });
});

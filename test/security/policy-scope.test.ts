import { Chart } from 'cdk8s';
import { GatewayWorkload, MeshGateway, MeshService, MeshSettings, PolicyScope } from '../../src';
import { expectFailure } from '../service/fixtures';
import { addService, shopChart } from '../support/shop';

const resolve = (chart: Chart, scope: PolicyScope) => scope._resolve(chart);

describe('the scope of a policy', () => {
  test('is the mesh by its root namespace', () => {
    const chart = shopChart();
    MeshSettings.set(chart, { rootNamespace: 'istio-root' });
    expect(resolve(chart, PolicyScope.mesh())).toEqual({ name: 'default', namespace: 'istio-root', what: 'the mesh' });
  });

  test('is a namespace, the chart\'s own or another', () => {
    expect(resolve(shopChart(), PolicyScope.namespace())).toMatchObject({ name: 'default', namespace: 'shop' });
    expect(resolve(shopChart(), PolicyScope.namespace('billing'))).toMatchObject({ name: 'default', namespace: 'billing' });
  });

  test('is the pods of a service', () => {
    const chart = shopChart();
    const { service } = addService(chart, 'cart', ['v1']);
    expect(resolve(chart, PolicyScope.service(service))).toMatchObject({ name: 'cart', namespace: 'shop', labels: { app: 'cart' }, service });
  });

  test('is the pods of a gateway, shared or its own, or another app\'s', () => {
    const chart = shopChart();
    const shared = new MeshGateway(chart, 'edge', { hosts: ['shop.example.com'] });
    expect(resolve(chart, PolicyScope.gateway(shared))).toMatchObject({ name: 'edge', namespace: 'istio-system', labels: { istio: 'ingressgateway' } });
    const own = new MeshGateway(chart, 'own', { hosts: ['own.example.com'], workload: GatewayWorkload.own() });
    expect(resolve(chart, PolicyScope.gateway(own))).toMatchObject({ namespace: 'shop', labels: { 'istio': 'own', 'gateway-namespace': 'shop' } });
    const known = { gatewayName: 'g', namespace: 'edge', hosts: ['a.example.com'], podNamespace: 'edge-pods', podLabels: { istio: 'edge' } };
    expect(resolve(chart, PolicyScope.gateway(MeshGateway.fromGatewayAttributes(chart, 'theirs', known)))).toMatchObject({ namespace: 'edge-pods', labels: { istio: 'edge' } });
  });

  test('fails for a gateway of another app whose pods are not known', () => {
    const chart = shopChart();
    const theirs = MeshGateway.fromGatewayAttributes(chart, 'theirs', { gatewayName: 'g', namespace: 'edge', hosts: ['a.example.com'] });
    expectFailure(() => resolve(chart, PolicyScope.gateway(theirs)), '[shop] holds for \'shop/theirs\', whose pods are not known', 'podLabels');
  });

  test('fails for a namespace that is none', () => {
    expectFailure(() => resolve(shopChart(), PolicyScope.namespace('My Team')), '[shop] namespace \'My Team\' is not a DNS label');
  });

  test('is that of a service of another team too', () => {
    const chart = shopChart();
    const theirs = MeshService.fromServiceAttributes(chart, 'search', { serviceName: 'search', namespace: 'team-b', ports: [{ port: 80 }] });
    expect(resolve(chart, PolicyScope.service(theirs))).toMatchObject({ namespace: 'team-b', labels: { app: 'search' } });
  });
});

import { ApiObject, App, Chart, JsonPatch } from 'cdk8s';
import { expectFailure, IMAGE, withVersion } from './fixtures';
import {
  AdoptedService, CanaryRoute, GatewayWorkload, MeshGateway, MeshService, MeshServiceProps, MeshSettings, RouteAction, RouteMatch, ServiceRoute,
  Visibility,
} from '../../src';
import { find, synth } from '../support/synth';

function app() {
  const root = new App();
  const charts = new Map<string, Chart>();
  const chart = (namespace: string) => {
    const made = charts.get(namespace) ?? new Chart(root, namespace, { namespace });
    charts.set(namespace, made);
    return made;
  };
  const service = (namespace: string, name: string, props: Partial<MeshServiceProps> = {}) => withVersion(chart(namespace), name, props);
  return { root, chart, service };
}

/** `exportTo` of the three objects that a service may have. */
function exported(root: App, name: string) {
  const objects = synth(root);
  const annotation = find(objects, 'Service', name).metadata.annotations?.['networking.istio.io/exportTo'];
  const routes = objects.filter(({ kind, metadata }) => kind === 'VirtualService' && metadata.name === name);
  const all = [annotation?.split(','), find(objects, 'DestinationRule', name).spec.exportTo, ...routes.map(({ spec }) => spec.exportTo)];
  expect(new Set(all.map(one => JSON.stringify(one))).size).toBe(1);
  return all[0];
}

describe('a service', () => {
  test('is visible everywhere unless something else is said, and nothing is written for it', () => {
    const { root, service } = app();
    service('shop', 'stock');
    service('shop', 'cart', { visibility: Visibility.everywhere() });
    expect(exported(root, 'stock')).toBeUndefined();
    expect(exported(root, 'cart')).toBeUndefined();
    expect(find(synth(root), 'Service', 'cart').metadata.annotations).toBeUndefined();
  });

  test('is visible where its callers are, with its routes', () => {
    const { root, service } = app();
    const stock = service('shop', 'stock', { visibility: Visibility.toCallers() });
    new CanaryRoute(stock, 'canary', { stable: stock.versions[0], canary: stock.addVersion('v2', { image: IMAGE }), weight: 5 });
    expect(exported(root, 'stock')).toEqual(['.']);
    service('web', 'site', { calls: [stock] });
    service('batch', 'nightly').calls(stock);
    service('batch', 'weekly', { calls: [stock] });
    service('shop', 'cart', { calls: [stock] });
    service('other', 'idle');
    expect(exported(root, 'stock')).toEqual(['.', 'batch', 'web']);
  });

  test('is visible where callers are that know it by its attributes', () => {
    const { root, chart, service } = app();
    service('shop', 'stock', { visibility: Visibility.toCallers('other-team') });
    const known = MeshService.fromServiceAttributes(chart('web'), 'stock', { serviceName: 'stock', namespace: 'shop', ports: [{ port: 80 }] });
    service('web', 'site', { calls: [known] });
    expect(exported(root, 'stock')).toEqual(['.', 'other-team', 'web']);
  });

  test('is visible to the pods of gateways that expose it', () => {
    const { root, chart, service } = app();
    const stock = service('shop', 'stock', { visibility: Visibility.toCallers() });
    new MeshGateway(chart('web'), 'edge', { hosts: ['shop.example.com'] }).expose(stock);
    new MeshGateway(chart('edge'), 'own', { hosts: ['www.example.com'], workload: GatewayWorkload.own() }).expose(stock);
    MeshGateway.fromGatewayAttributes(chart('shop'), 'theirs', {
      gatewayName: 'theirs', namespace: 'gateways', hosts: ['a.example.com'], podNamespace: 'gateway-pods',
    }).expose(stock);
    expect(exported(root, 'stock')).toEqual(['.', 'edge', 'gateway-pods', 'istio-system']);
  });

  test('is visible to the callers of services whose routes lead to it, and to theirs', () => {
    const { root, service } = app();
    const visibility = Visibility.toCallers();
    const [front, middle, back] = ['front', 'middle', 'back'].map(name => service(name, name, { visibility }));
    service('web', 'site', { calls: [front] });
    service('admin', 'console', { calls: [middle] });
    new ServiceRoute(front, 'on', { service: front, match: [RouteMatch.path().under('/a')], action: RouteAction.toService(middle) });
    new ServiceRoute(middle, 'on', { service: middle, match: [RouteMatch.path().under('/a')], action: RouteAction.toService(back) });
    expect(exported(root, 'front')).toEqual(['.', 'web']);
    expect(exported(root, 'middle')).toEqual(['.', 'admin', 'web']);
    expect(exported(root, 'back')).toEqual(['.', 'admin', 'web']);
  });

  test('may name the namespaces itself', () => {
    const { root, service } = app();
    service('shop', 'stock', { visibility: Visibility.toNamespaces('web', 'shop', 'batch') });
    service('shop', 'cart', { visibility: Visibility.toNamespaces() });
    expect(exported(root, 'stock')).toEqual(['.', 'batch', 'web']);
    expect(exported(root, 'cart')).toEqual(['.']);
  });

  test('may be adopted', () => {
    const { root, chart, service } = app();
    const object = new ApiObject(chart('shop'), 'object', {
      apiVersion: 'v1', kind: 'Service', metadata: { name: 'stock' }, spec: { selector: { app: 'stock' }, ports: [{ name: 'http', port: 80 }] },
    } as any);
    const stock = new AdoptedService(chart('shop'), 'stock', { service: object, visibility: Visibility.toCallers() });
    stock.adopt('v1', { labels: { version: 'v1' } });
    service('web', 'site', { calls: [stock] });
    expect(exported(root, 'stock')).toEqual(['.', 'web']);
  });

  test('leaves its objects to patches', () => {
    const { root, service } = app();
    const stock = service('shop', 'stock', { visibility: Visibility.toNamespaces() });
    stock.destinationRule.addJsonPatch(JsonPatch.add('/spec/exportTo/1', 'late'));
    expect(find(synth(root), 'DestinationRule', 'stock').spec.exportTo).toEqual(['.', 'late']);
  });
});

describe('bad visibility', () => {
  test('fails: a declared caller is cut off', () => {
    const { root, service } = app();
    const stock = service('shop', 'stock', { visibility: Visibility.toNamespaces('batch') });
    service('web', 'site', { calls: [stock] });
    expectFailure(() => synth(root), '[shop/stock] is not visible in namespace \'web\', and \'web/site\' calls it from namespace \'web\'', 'Visibility.toCallers()');
  });

  test('fails: a gateway is cut off, or where its pods are is not known', () => {
    const { root, chart, service } = app();
    const stock = service('shop', 'stock', { visibility: Visibility.toNamespaces() });
    new MeshGateway(chart('shop'), 'edge', { hosts: ['shop.example.com'] }).expose(stock);
    expectFailure(() => synth(root), '[shop/stock] is not visible in namespace \'istio-system\', and \'shop/edge\' exposes it');
    const other = app();
    const cart = other.service('shop', 'cart', { visibility: Visibility.toCallers() });
    MeshGateway.fromGatewayAttributes(other.chart('shop'), 'theirs', { gatewayName: 'theirs', namespace: 'gateways', hosts: ['a.example.com'] }).expose(cart);
    expectFailure(() => synth(other.root), '[shop/cart] is not visible everywhere, and \'shop/theirs\', whose pods\' namespace is not known, exposes it', 'give podNamespace');
  });

  test('fails: callers of a service whose routes lead to it are cut off', () => {
    const { root, service } = app();
    const back = service('back', 'back', { visibility: Visibility.toNamespaces() });
    const front = service('front', 'front');
    service('web', 'site', { calls: [front] });
    new ServiceRoute(front, 'on', { service: front, match: [RouteMatch.path().under('/a')], action: RouteAction.toService(back) });
    expectFailure(() => synth(root), '[back/back] is not visible in namespace \'web\', and callers of \'front/front\', which routes to it, are in namespace \'web\'');
  });

  test('fails: a provider that not every proxy sees', () => {
    const root = new App();
    const settings = MeshSettings.set(root, {});
    const stock = withVersion(new Chart(root, 'shop', { namespace: 'shop' }), 'stock', { visibility: Visibility.toCallers() });
    settings.addProviders(stock);
    expectFailure(() => synth(root), '[shop/stock] is a provider of the mesh, which every proxy talks to, and not visible everywhere');
  });

  test('fails: a namespace that is none', () => {
    const { service } = app();
    for (const name of ['*', '~', '.', '', 'A']) {
      expectFailure(() => service('shop', `a${name.length}${name.codePointAt(0) ?? 0}`, { visibility: Visibility.toCallers(name) }), `namespace of visibility '${name}' is not a DNS label`);
    }
  });
});

import { dashboardOf, queriesUnder } from './fixtures';
import { BlueGreenService, CanaryRoute, Colour, PortProtocol, Rollout, RolloutDashboard } from '../../src';
import { addService, shop, shopChart } from '../support/shop';
import { synth } from '../support/synth';

function canary(weight = 10) {
  const { chart, service, versions: [stable, trial] } = shop();
  const route = new CanaryRoute(chart, 'trial', { stable, canary: trial, weight });
  new RolloutDashboard(chart, 'dashboard', { rollout: Rollout.canary(route) });
  return { service, found: dashboardOf(synth(chart), 'shop-cart-rollout') };
}

describe('the dashboard of a rollout', () => {
  test('sets the two versions of a canary side by side: success, duration, rate and share', () => {
    const { found } = canary();
    expect(found.title).toBe('cart.shop: v1 and v2');
    const both = 'reporter="$reporter",destination_service="cart.shop.svc.cluster.local",destination_version=~"v1|v2"';
    expect(queriesUnder(found, 'Side by side', 'Duration, p99')).toEqual([
      `histogram_quantile(0.99, sum by (destination_version,le) (rate(istio_request_duration_milliseconds_bucket{${both}}[$__rate_interval])))`,
    ]);
    expect(queriesUnder(found, 'Side by side', 'Share of traffic')).toEqual([
      `sum by (destination_version) (rate(istio_requests_total{${both}}[$__rate_interval])) / on () group_left () sum (rate(istio_requests_total{${both}}[$__rate_interval]))`,
    ]);
    expect(queriesUnder(found, 'Version v2', 'Requests to v2')[0]).toContain('destination_version="v2"');
    expect(queriesUnder(found, 'Version v1', 'Success of v1')[0]).toContain('destination_version="v1",response_code=~"5.."');
  });

  test('stays the same whatever the weight', () => {
    expect(canary(90).found).toEqual(canary(10).found);
  });

  test('sets the colours of a service side by side, the live one first', () => {
    const chart = shopChart();
    const service = new BlueGreenService(chart, 'cart', { port: 80, live: Colour.GREEN, blue: { image: 'cart:1' }, green: { image: 'cart:2' } });
    new RolloutDashboard(chart, 'dashboard', { rollout: Rollout.blueGreen(service) });
    expect(dashboardOf(synth(chart), 'shop-cart-rollout').title).toBe('cart.shop: green and blue');
  });

  test('takes a dot in a version for nothing but a dot', () => {
    const { chart, service } = addService(shopChart(), 'cart', []);
    const [stable, trial] = ['1.4', '1.5'].map((version, index) => service.adopt(`v${index}`, { labels: { version } }));
    new RolloutDashboard(chart, 'dashboard', { rollout: Rollout.canary(new CanaryRoute(chart, 'trial', { stable, canary: trial, weight: 1 })) });
    expect(queriesUnder(dashboardOf(synth(chart), 'shop-cart-rollout'), 'Side by side', 'Requests')[0]).toContain('destination_version=~"1[.]4|1[.]5"');
  });

  test('knows versions by the label that Istio prefers', () => {
    const { chart, service } = addService(shopChart(), 'cart', []);
    const [stable, trial] = ['a', 'b'].map((revision, index) => service.adopt(`v${index}`, { labels: { 'version': 'same', 'app.kubernetes.io/version': revision } }));
    new RolloutDashboard(chart, 'dashboard', { rollout: Rollout.canary(new CanaryRoute(chart, 'trial', { stable, canary: trial, weight: 1 })) });
    expect(dashboardOf(synth(chart), 'shop-cart-rollout').title).toBe('cart.shop: a and b');
  });

  test('fails where proxies would report no version, or the same for both', () => {
    const { chart, service } = addService(shopChart(), 'cart', []);
    const adopted = (labels: { [name: string]: string }, name: string) => service.adopt(name, { labels });
    const given: { [name: string]: string }[] = [{ slot: 'a' }, { slot: 'b' }, { version: 'x', slot: 'c' }, { version: 'x', slot: 'd' }];
    const [a, b, c, d] = given.map((labels, index) => adopted(labels, `v${index}`));
    const dashboard = (id: string, stable: typeof a, trial: typeof a) => new RolloutDashboard(chart, id, {
      rollout: Rollout.canary(new CanaryRoute(chart, `${id}-route`, { stable, canary: trial, weight: 1, ports: [80] })),
    });
    expect(() => dashboard('one', a, b)).toThrow("[shop/one] compares 'shop/cart/v0', whose pods are known by no label 'version', from which proxies take what they report: adopt them by that label");
    expect(() => dashboard('two', c, d)).toThrow("[shop/two] sets 'shop/cart/v2' and 'shop/cart/v3' side by side, and proxies report both as version 'x': give their pods different labels 'version'");
  });

  test('fails for a service without HTTP', () => {
    const { chart, versions: [stable, trial] } = shop({ port: 6379, protocol: PortProtocol.REDIS });
    const route = new CanaryRoute(chart, 'trial', { stable, canary: trial, weight: 1 });
    expect(() => new RolloutDashboard(chart, 'dashboard', { rollout: Rollout.canary(route) })).toThrow("[shop/dashboard] compares versions of 'shop/cart', which has no port that carries HTTP");
  });
});

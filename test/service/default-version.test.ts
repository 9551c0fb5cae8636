import { expectFailure, IMAGE, newChart, withVersion } from './fixtures';
import { RouteAction, ServiceRoute } from '../../src';
import { findOnly, synth } from '../support/synth';

const subsets = (chart: ReturnType<typeof newChart>) => findOnly(synth(chart), 'VirtualService').spec.http.at(-1).route.map((to: any) => to.destination.subset);

/** v1 retires, v2 and v3 stay. */
function leaving() {
  const chart = newChart();
  const shop = withVersion(chart, 'shop', {}, { retiring: true });
  return { chart, shop, v2: shop.addVersion('v2', { image: IMAGE }), v3: shop.addVersion('v3', { image: IMAGE }) };
}

describe('the version that takes what nothing claims', () => {
  test('is the first, or the one that is named', () => {
    const chart = newChart();
    const shop = withVersion(chart, 'shop');
    const v2 = shop.addVersion('v2', { image: IMAGE });
    expect(subsets(chart)).toEqual(['v1']);
    shop.defaultTo(v2);
    expect(subsets(chart)).toEqual(['v2']);
  });

  test('fails: is left to chance when one retires and several stay', () => {
    const { chart } = leaving();
    expectFailure(() => synth(chart), "[chart/shop] has a retiring version, and 'v2', 'v3' stay", 'say which takes over, by defaultTo(version) or a route for every request');
  });

  test('may be said by name or by a route for every request when one retires', () => {
    const named = leaving();
    named.shop.defaultTo(named.v3);
    expect(subsets(named.chart)).toEqual(['v3']);
    const routed = leaving();
    new ServiceRoute(routed.chart, 'all', { service: routed.shop, action: RouteAction.toVersion(routed.v3) });
    expect(subsets(routed.chart)).toEqual(['v3']);
  });

  test('fails: is retiring, or another service\'s', () => {
    const { shop, chart } = leaving();
    const [retiring] = shop.versions;
    expectFailure(() => shop.defaultTo(retiring), "[chart/shop] cannot default to version 'v1', which is retiring", 'that stays');
    const [other] = withVersion(chart, 'other').versions;
    expectFailure(() => shop.defaultTo(other), "[chart/shop] cannot default to version 'v1' of 'chart/other'");
  });
});

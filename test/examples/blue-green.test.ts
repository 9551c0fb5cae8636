import { runExample, withoutWeights } from './run-example';
import { find, ofKind } from '../support/synth';

const { objects, texts } = runExample('blue-green');

describe('the blue/green example', () => {
  test.each(['shop', 'edge-shop.example.com'])('sends all to the live colour and testers to the idle one, in %s', name => {
    const routes = find(objects, 'VirtualService', name).spec.http
      .map((route: any) => [route.name, route.match?.[0].headers, route.route.map(({ destination, weight }: any) => [destination.subset, weight])]);
    expect(routes).toEqual([
      ['shop-preview', { 'x-preview': {} }, [['blue', 0], ['green', 100]]],
      ['shop-live', undefined, [['blue', 100], ['green', 0]]],
    ]);
  });

  test('cuts over by one word, which changes nothing but weights', () => {
    const cutover = runExample('blue-green', { from: 'live: Colour.BLUE', to: 'live: Colour.GREEN' });
    expect(withoutWeights(cutover.objects)).toEqual(withoutWeights(objects));
    const weights = ofKind(cutover.objects, 'VirtualService').flatMap(({ spec }) => spec.http.map(({ name, route }: any) => [name, route[0].weight, route[1].weight]));
    expect(weights).toEqual([['shop-preview', 100, 0], ['shop-live', 0, 100], ['shop-preview', 100, 0], ['shop-live', 0, 100]]);
  });

  test('fails to cut over to a colour that is too small', () => {
    const small = { from: "shop:1.4.2', replicas: 3", to: "shop:1.4.2', replicas: 2" };
    expect(() => runExample('blue-green', small)).toThrow(/^\[shop\/shop\] .*blue.* 2.* minimum of 3/);
  });

  test('comes out as reviewed', () => {
    expect(texts.get('shop.k8s.yaml')).toMatchSnapshot();
  });
});

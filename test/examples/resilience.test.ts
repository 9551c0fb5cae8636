import { runExample } from './run-example';
import { find, ofKind } from '../support/synth';

const { objects, texts } = runExample('resilience');

describe('the resilience example', () => {
  test('lets the snapshot stand in for the live catalog', () => {
    const [live] = find(objects, 'DestinationRule', 'catalog').spec.subsets;
    expect(live).toMatchObject({ name: 'live', labels: { app: 'catalog' }, trafficPolicy: { outlierDetection: { maxEjectionPercent: 60 } } });
  });

  test('answers for recommendations where they are called, and there alone', () => {
    expect(ofKind(objects, 'EnvoyFilter').map(({ metadata }) => metadata.name).sort()).toEqual(['recommendations-fallback', 'recommendations-fallback-own']);
  });

  test('lays the mirror over all routes and the drill over those of testers', () => {
    const routes = find(objects, 'VirtualService', 'recommendations').spec.http;
    expect(routes.map(({ mirrors, fault }: any) => [mirrors[0].percentage.value, fault?.abort.httpStatus])).toEqual([[10, 503], [10, undefined]]);
  });

  test('comes out as reviewed', () => {
    expect(texts.get('market.k8s.yaml')).toMatchSnapshot();
  });
});

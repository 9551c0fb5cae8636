import { runExample, withoutWeights } from './run-example';
import { find, ofKind } from '../support/synth';

const { objects, texts } = runExample('hybrid');

describe('the example with machines', () => {
  test('has the machines that were named, by the labels of their versions and the accounts of their services', () => {
    const machines = ofKind(objects, 'WorkloadEntry').map(({ spec }) => [spec.address, spec.labels, spec.serviceAccount, spec.weight]);
    expect(machines).toEqual([
      ['10.20.0.11', { app: 'stock', version: 'v6' }, 'stock', undefined],
      ['10.20.0.12', { app: 'stock', version: 'v6' }, 'stock', undefined],
      ['10.20.0.21', { app: 'tours', version: 'v1' }, 'tours', 4],
    ]);
    expect(find(objects, 'Service', 'stock').spec.selector).toEqual({ app: 'stock' });
    expect(find(objects, 'Deployment', 'tours-v1').spec.template.metadata.labels).toEqual({ app: 'tours', version: 'v1' });
  });

  test('asks an application on a machine whether it can serve, as it asks one in a pod', () => {
    for (const { spec } of ofKind(objects, 'WorkloadGroup')) {
      expect(spec.probe).toEqual({ httpGet: { path: '/ready', port: 8080 }, periodSeconds: 5 });
    }
  });

  test('moves the stock from machines into pods by weights alone', () => {
    const later = runExample('hybrid', { from: 'weight: 10', to: 'weight: 100' });
    expect(find(later.objects, 'VirtualService', 'stock').spec.http[0].route.map(({ destination, weight }: any) => [destination.subset, weight])).toEqual([['v7', 100], ['v6', 0]]);
    expect(withoutWeights(later.objects)).toEqual(withoutWeights(objects));
  });

  test('shows each service where it is used', () => {
    const visible = ofKind(objects, 'DestinationRule').map(({ metadata, spec }) => [metadata.name, spec.exportTo]);
    expect(Object.fromEntries(visible)).toEqual({ stock: ['.'], tours: ['.'], dispatch: ['.', 'istio-system'] });
  });

  test('fails for a machine with an address of a pod', () => {
    expect(() => runExample('hybrid', { from: '10.20.0.12', to: '10.244.0.12' })).toThrow(/^\[depot\/stock\/v6\] address '10\.244\.0\.12' is in 10\.244\.0\.0\/16/);
  });

  test('comes out as reviewed', () => {
    expect(texts.get('depot.k8s.yaml')).toMatchSnapshot();
  });
});

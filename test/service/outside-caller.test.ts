import { expectFailure, newChart, withVersion } from './fixtures';
import { OutsideCaller } from '../../src';
import { callersOf } from '../../src/core/call-graph';
import { ofKind, synth } from '../support/synth';

test('a caller without a proxy is known to those that it calls, and nothing is written for it', () => {
  const chart = newChart();
  const stock = withVersion(chart, 'stock');
  const batch = new OutsideCaller(chart, 'batch', { podLabels: { job: 'batch' }, namespace: 'jobs', calls: [stock] });
  expect([batch.namespace, batch.podLabels, callersOf(stock)]).toEqual(['jobs', { job: 'batch' }, [batch]]);
  expect(new OutsideCaller(chart, 'own', { podLabels: { job: 'own' }, calls: [stock] }).namespace).toBe('shop');
  expect(ofKind(synth(chart), 'Sidecar').map(({ metadata }) => metadata.name)).toEqual(['stock']);
});

test('fails without labels or calls, or with what is no label or namespace', () => {
  const chart = newChart();
  const calls = [withVersion(chart, 'stock')];
  expectFailure(() => new OutsideCaller(chart, 'a', { podLabels: {}, calls }), '[chart/a] has no labels, which would be every pod of its namespace');
  expectFailure(() => new OutsideCaller(chart, 'b', { podLabels: { a: 'b' }, calls: [] }), '[chart/b] calls nothing');
  expectFailure(() => new OutsideCaller(chart, 'c', { podLabels: { 'a b': 'c' }, calls }), '[chart/c] podLabels');
  expectFailure(() => new OutsideCaller(chart, 'd', { podLabels: { a: 'b' }, namespace: 'X', calls }), '[chart/d] namespace \'X\'');
});

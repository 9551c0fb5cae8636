import { App, Chart } from 'cdk8s';
import { expectFailure, newChart, withVersion } from './fixtures';
import { Injection, MeshNamespace } from '../../src';
import { findOnly, synth } from '../support/synth';

describe('a namespace', () => {
  test('is the chart\'s, with pods in the mesh, and stands first in the file', () => {
    const chart = newChart('bookinfo');
    const namespace = new MeshNamespace(chart, 'namespace');
    withVersion(chart, 'reviews');
    expect(namespace.namespaceName).toBe('bookinfo');
    expect(synth(chart)[0]).toEqual({ apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'bookinfo', labels: { 'istio-injection': 'enabled' } } });
  });

  test.each([
    ['a revision', Injection.revision('1-31-0'), { 'istio.io/rev': '1-31-0' }],
    ['no proxy', Injection.disabled(), { 'istio-injection': 'disabled' }],
    ['the default revision', Injection.enabled(), { 'istio-injection': 'enabled' }],
  ])('gives its pods %s', (_, injection, labels) => {
    const chart = newChart();
    new MeshNamespace(chart, 'namespace', { injection });
    expect(findOnly(synth(chart), 'Namespace').metadata.labels).toEqual(labels);
  });

  test('takes a name and further labels', () => {
    const chart = new Chart(new App(), 'chart');
    new MeshNamespace(chart, 'namespace', { name: 'other', labels: { 'pod-security.kubernetes.io/enforce': 'restricted' } });
    expect(synth(chart)[0].metadata).toEqual({ name: 'other', labels: { 'istio-injection': 'enabled', 'pod-security.kubernetes.io/enforce': 'restricted' } });
  });

  test('fails without a name', () => {
    expectFailure(() => new MeshNamespace(new Chart(new App(), 'chart'), 'namespace'), '[chart/namespace] has no namespace');
  });

  test('fails with names that are none', () => {
    expectFailure(() => new MeshNamespace(newChart(), 'namespace', { name: 'my.shop' }), '[chart/namespace] namespace \'my.shop\' is not a DNS label');
    expectFailure(() => new MeshNamespace(newChart(), 'namespace', { injection: Injection.revision('1.31') }), '[chart/namespace] injection \'1.31\' is not a DNS label');
  });

  test.each(['istio-injection', 'istio.io/rev'])('fails with the label %s, which would contradict the injection', label => {
    expectFailure(() => new MeshNamespace(newChart(), 'namespace', { labels: { [label]: 'x' } }), `[chart/namespace] labels has '${label}'`, 'say it by injection');
  });

  test('fails twice', () => {
    const chart = newChart();
    new MeshNamespace(chart, 'one');
    expectFailure(() => new MeshNamespace(chart, 'two'), 'the Namespace \'shop\' is owned by \'chart/one/Resource\' already');
  });
});

import { meshOf } from '../check/fixtures';
import { object, pod, service, TestObject } from '../check/objects/as-json';

const objects = (...all: TestObject[]) => meshOf(all.map(one => JSON.stringify(one)).join('\n---\n')).objects;
const names = (all: readonly { readonly kind: string; readonly name: string }[]) => all.map(({ kind, name }) => `${kind} ${name}`);

describe('objects of a mesh', () => {
  test('are found by several kinds in the order in which they were given, repeated ones too', () => {
    const all = objects(service({}, 'a'), pod('b'), object('v1', 'ConfigMap', 'c'), service({}, 'd'), service({}, 'a'));
    expect(names(all.ofKinds(kind => kind === 'Pod' || kind === 'Service'))).toEqual(['Service a', 'Pod b', 'Service d', 'Service a']);
    expect(all.ofKinds(kind => kind === 'Secret')).toEqual([]);
  });

  test('are found by the names of their own labels and annotations', () => {
    const all = objects(
      object('v1', 'ConfigMap', 'none'), pod('labelled', 'shop', { labels: { mine: 'x' } }), pod('annotated', 'shop', { labels: {}, annotations: { theirs: 'x' } }),
      object('apps/v1', 'Deployment', 'template', 'shop', { template: { metadata: { labels: { mine: 'x' } }, spec: { containers: [] } } }),
    );
    expect(names(all.carrying(name => name === 'mine'))).toEqual(['Pod labelled']);
    expect(names(all.carrying(name => name === 'mine' || name === 'theirs'))).toEqual(['Pod labelled', 'Pod annotated']);
    expect(all.carrying(name => name === 'x')).toEqual([]);
  });
});

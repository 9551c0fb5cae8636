import { checkShape } from '../../src/schema/check-shape';
import { shapeOf } from '../../src/schema/kinds';
import { hasNull, withoutNulls } from '../../src/schema/nulls';

const pod = shapeOf('v1', 'Pod')!;
const rule = shapeOf('networking.istio.io/v1', 'DestinationRule')!;
const metadata = { name: 'x' };

describe('a null', () => {
  test('is as good as nothing in what Kubernetes reads into its own types', () => {
    expect(withoutNulls(pod, { metadata, spec: { volumes: null, tolerations: [{ key: null }] } })).toEqual({ metadata, spec: { tolerations: [{}] } });
  });

  test('is an item that says nothing in a map, and in a list if its items are not told by keys', () => {
    expect(withoutNulls(pod, { metadata: { labels: { a: null, b: 'c' } } })).toEqual({ metadata: { labels: { a: '', b: 'c' } } });
    const container = (of: object) => ({ spec: { containers: [{ name: 'a', ...of }] } });
    expect(withoutNulls(pod, container({ args: [null, 'b'], env: [null] }))).toEqual(container({ args: ['', 'b'], env: [null] }));
    expect(withoutNulls(pod, { spec: { tolerations: [null] } })).toEqual({ spec: { tolerations: [{}] } });
  });

  test('stays in a custom kind, and where nobody knows the field', () => {
    const inPolicy = { trafficPolicy: { outlierDetection: { consecutive5xxErrors: null } } };
    for (const spec of [inPolicy, { trafficPolicy: null }, { exportTo: [null] }, { unheardOf: null }]) {
      expect(withoutNulls(rule, { metadata, spec })).toEqual({ metadata, spec });
    }
    expect(withoutNulls(pod, { spec: { unheardOf: null } })).toEqual({ spec: { unheardOf: null } });
  });

  test('is found at any depth; without one the value is the same', () => {
    expect([null, [null], { a: { b: [{ c: null }] } }].every(hasNull)).toBe(true);
    expect([undefined, 0, '', [], {}, { a: [{}] }].some(hasNull)).toBe(false);
    const value = { spec: { hosts: ['a'] } };
    expect(withoutNulls(rule, value)).toBe(value);
  });

  test('is no field that must be there', () => {
    const of = (spec: object) => checkShape({ apiVersion: 'v1', kind: 'Pod', metadata, spec } as never, 'v1', 'Pod')
      .map(({ path, message, kind }) => `${path.join('.')} ${message} (${kind})`);
    expect(of({ containers: [{ name: null, image: 'a' }] })).toEqual(['spec.containers.0.name is required (required)']);
    expect(of({ containers: [{ name: 'a', image: 'a' }], volumes: null })).toEqual([]);
    expect(of({ unheardOf: null, containers: [{ name: 'a', image: 'a' }] })[0]).toContain('spec.unheardOf is unknown');
  });
});

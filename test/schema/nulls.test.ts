import { checkShape } from '../../src/schema/check-shape';
import { shapeOf } from '../../src/schema/kinds';
import { hasNull, withoutNulls } from '../../src/schema/nulls';

const virtualService = shapeOf('networking.istio.io/v1', 'VirtualService')!;
const pod = shapeOf('v1', 'Pod')!;
const metadata = { name: 'x' };

describe('a null', () => {
  test('is as good as nothing where the schema does not take it', () => {
    const given = { metadata, spec: { hosts: ['a'], http: null, tcp: [{ route: [{ destination: { host: 'a', subset: null } }] }] } };
    expect(withoutNulls(virtualService, given)).toEqual({ metadata, spec: { hosts: ['a'], tcp: [{ route: [{ destination: { host: 'a' } }] }] } });
    // In a map too.
    const matched = (headers: object) => ({ spec: { http: [{ match: [{ headers }] }] } });
    expect(withoutNulls(virtualService, matched({ a: null, b: {} }))).toEqual(matched({ b: {} }));
    expect(withoutNulls(pod, { spec: { volumes: null, nodeSelector: { a: null } } })).toEqual({ spec: { nodeSelector: {} } });
  });

  test('stays where the schema takes it, and where it is an item or nobody knows the field', () => {
    const rule = shapeOf('networking.istio.io/v1', 'DestinationRule')!;
    const taken = { spec: { trafficPolicy: { outlierDetection: { consecutive5xxErrors: null } } } };
    expect(withoutNulls(rule, taken)).toEqual(taken);
    const item = { spec: { hosts: [null] } };
    expect(withoutNulls(virtualService, item)).toEqual(item);
    const unknown = { spec: { unheardOf: null } };
    expect(withoutNulls(virtualService, unknown)).toEqual(unknown);
  });

  test('is found at any depth; without one the value is the same', () => {
    expect([null, [null], { a: { b: [{ c: null }] } }].every(hasNull)).toBe(true);
    expect([undefined, 0, '', [], {}, { a: [{}] }].some(hasNull)).toBe(false);
    const value = { spec: { hosts: ['a'] } };
    expect(withoutNulls(virtualService, value)).toBe(value);
  });

  test('is no field that must be there', () => {
    const of = (spec: object) => checkShape({ apiVersion: 'networking.istio.io/v1', kind: 'VirtualService', metadata, spec } as never, 'networking.istio.io/v1', 'VirtualService')
      .map(({ path, message, kind }) => `${path.join('.')} ${message} (${kind})`);
    expect(of({ http: [{ route: [{ destination: { host: null } }] }] })).toEqual(['spec.http.0.route.0.destination.host is required (required)']);
    expect(of({ http: null })).toEqual([]);
    expect(of({ http: [null] })).toEqual(['spec.http.0 is null, but must be an object: give it a value, or leave it out (type)']);
    expect(of({ unheardOf: null })[0]).toContain('spec.unheardOf is unknown');
  });
});

import { Entity } from '../../src/model/entity';
import { FieldIndex } from '../../src/model/field-index';

function entity(name: string, spec: unknown): Entity<unknown> {
  return { name, namespace: 'shop', spec, manifest: { apiVersion: 'v1', kind: 'Any', name, json: { spec }, origin: { construct: name } } as Entity<unknown>['manifest'] };
}

describe('objects by the fields that they have', () => {
  const index = new FieldIndex([
    entity('plain', { hosts: ['a'] }),
    entity('nested', { http: [{ route: [{}] }, { route: [], mirror: { host: 'b' } }] }),
    entity('both', { mirror: {}, fault: { delay: {} } }),
    entity('fault', { http: [{ fault: {} }] }),
    entity('named so', { labels: { constructor: 'x', __proto__x: 'y' } }),
    entity('two', { tcp: [{ hosts: ['a', 'b'] }, null] }),
    entity('empty', undefined),
    entity('text', 'mirror'),
  ], ({ spec }) => spec);
  const having = (...names: string[]) => index.having(names).map(({ name }) => name);

  test('are found wherever the field stands, each once', () => {
    expect(having('mirror')).toEqual(['nested', 'both']);
    expect(having('route')).toEqual(['nested']);
    expect(having('delay')).toEqual(['both']);
  });

  test('are found by one of several fields, in their own order', () => {
    expect(having('fault', 'mirror')).toEqual(['nested', 'both', 'fault']);
    expect(having('mirror', 'fault')).toEqual(['nested', 'both', 'fault']);
  });

  test('are found by lists of several items', () => {
    const several = (...names: string[]) => index.havingSeveral(names).map(({ name }) => name);
    expect(several('http')).toEqual(['nested']);
    expect(several('route', 'http', 'hosts')).toEqual(['nested', 'two']);
    expect(several('hosts')).toEqual(['two']);
    expect(several('mirror')).toEqual([]);
  });

  test('are none where nothing has the field, whatever it is called', () => {
    expect(having('tls')).toEqual([]);
    expect(having('toString')).toEqual([]);
    expect(having('constructor')).toEqual(['named so']);
  });
});

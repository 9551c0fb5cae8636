import { attributeOfCondition, portsOfRule, valuesOfRule } from '../../src/model/authorization-policy';

describe('a rule', () => {
  test('has its values in order, with those of conditions', () => {
    expect(valuesOfRule({
      from: [{}, { source: { principals: ['a'], notNamespaces: ['b'], ipBlocks: [] } }],
      to: [{ operation: { hosts: ['c'], notPaths: ['d'] } }],
      when: [{ key: 'source.namespace', values: ['e'], notValues: ['f'] }, { key: 'nothing', values: ['g'] }, {}],
    }, 2)).toEqual([
      { attribute: 'principals', negated: false, values: ['a'], path: ['spec', 'rules', 2, 'from', 1, 'source', 'principals'], rule: 2 },
      { attribute: 'namespaces', negated: true, values: ['b'], path: ['spec', 'rules', 2, 'from', 1, 'source', 'notNamespaces'], rule: 2 },
      { attribute: 'hosts', negated: false, values: ['c'], path: ['spec', 'rules', 2, 'to', 0, 'operation', 'hosts'], rule: 2 },
      { attribute: 'paths', negated: true, values: ['d'], path: ['spec', 'rules', 2, 'to', 0, 'operation', 'notPaths'], rule: 2 },
      { attribute: 'namespaces', negated: false, values: ['e'], path: ['spec', 'rules', 2, 'when', 0, 'values'], rule: 2 },
      { attribute: 'namespaces', negated: true, values: ['f'], path: ['spec', 'rules', 2, 'when', 0, 'notValues'], rule: 2 },
      { attribute: undefined, negated: false, values: ['g'], path: ['spec', 'rules', 2, 'when', 1, 'values'], rule: 2 },
    ]);
  });

  test('is restricted to ports where all of it is', () => {
    expect(portsOfRule({ to: [{ operation: { ports: ['80'] } }, { operation: { ports: ['81', '82'] } }] })).toEqual([80, 81, 82]);
    expect(portsOfRule({ when: [{ key: 'destination.port', values: ['80'] }] })).toEqual([80]);
    expect(portsOfRule({ to: [{ operation: { ports: ['80'] } }, { operation: { paths: ['/a'] } }] })).toBeUndefined();
    expect(portsOfRule({ to: [{ operation: { paths: ['/a'] } }], when: [{ key: 'destination.port', values: ['80'] }] })).toEqual([80]);
    expect(portsOfRule({ when: [{ key: 'destination.port', notValues: ['80'] }, { key: 'source.ip', values: ['a'] }] })).toBeUndefined();
    expect(portsOfRule({})).toBeUndefined();
  });

  test('asks by conditions for the same as by fields', () => {
    expect(['remote.ip', 'destination.ip', 'request.headers[a]', 'experimental.envoy.filters.a[b]', 'a'].map(attributeOfCondition)).toEqual([
      'remoteIpBlocks', 'destinationIps', 'headers', 'filters', undefined,
    ]);
  });
});

import { attributeOfCondition, policiesWithAction, portsOfRule, valuesFor, valuesOf } from '../../src/model/authorization-policy';
import { AuthorizationPolicySpec } from '../../src/model/istio-specs';
import { KINDS } from '../../src/model/kinds';
import { Mesh } from '../../src/model/mesh';
import { meshOf } from '../check/fixtures';
import { authorization } from '../check/objects/as-json';

describe('a rule', () => {
  test('has its values in order, with those of conditions', () => {
    const rule = {
      from: [{}, { source: { principals: ['a'], notNamespaces: ['b'], ipBlocks: [] } }],
      to: [{ operation: { hosts: ['c'], notPaths: ['d'] } }],
      when: [{ key: 'source.namespace', values: ['e'], notValues: ['f'] }, { key: 'nothing', values: ['g'] }, {}],
    };
    const [policy] = meshOf(JSON.stringify(authorization({ rules: [{}, {}, rule] }))).objects.of<AuthorizationPolicySpec>(KINDS.authorizationPolicy);
    expect(valuesOf(policy).map(({ attribute, negated, values, path, rule: at }) => ({ attribute, negated, values, path, rule: at }))).toEqual([
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

describe('policies of a mesh', () => {
  const rule = (methods: string, more: object = {}) => ({ to: [{ operation: { methods: [methods] } }], ...more });
  let mesh: Mesh;
  beforeEach(() => {
    mesh = meshOf([
      authorization({ rules: [rule('GET', { when: [{ key: 'request.host', values: ['unknown'] }] }), rule('PUT')] }, 'b'),
      authorization({ action: 'ALLOW', rules: [{ to: [{ operation: { paths: ['/'], hosts: ['h'] } }] }] }, 'c'),
      authorization({ action: 'DENY', rules: [rule('POST')] }, 'a'),
    ].map(one => JSON.stringify(one)).join('\n---\n'));
  });
  const found = (...attributes: Parameters<typeof valuesFor>[1][]) => valuesFor(mesh, ...attributes).map(({ policy, field, values }) => `${policy.name} ${field} ${values.join()}`);

  test('have values for attributes in their order', () => {
    expect(found('methods')).toEqual(['b methods GET', 'b methods PUT', 'a methods POST']);
    expect(found('paths', 'methods', 'hosts')).toEqual(['b methods GET', 'b methods PUT', 'c hosts h', 'c paths /', 'a methods POST']);
    expect(found('ports', 'sni')).toEqual([]);
    expect(found()).toEqual([]);
  });

  test('are found by an action that they say', () => {
    expect(policiesWithAction(mesh).map(({ name }) => name)).toEqual(['c', 'a']);
  });
});

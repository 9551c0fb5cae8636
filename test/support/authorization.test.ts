import { admits, Asked } from './authorization';
import { Manifest } from './schema';

const pod = { namespace: 'shop', labels: { app: 'a', version: 'v1' } };
const policy = (spec: object, namespace = 'shop'): Manifest => ({ apiVersion: 'security.istio.io/v1', kind: 'AuthorizationPolicy', metadata: { name: 'p', namespace }, spec });
const judged = (spec: object, ...asked: Partial<Asked>[]) => asked.map(one => admits([policy(spec)], pod, { port: 80, ...one }));

describe('the judge of AuthorizationPolicies', () => {
  test('admits all where none selects the pod, and nobody where one allows nothing', () => {
    expect(admits([policy({ selector: { matchLabels: { app: 'b' } } }), policy({}, 'other')], pod, { port: 80 })).toBe(true);
    expect(judged({ selector: { matchLabels: { app: 'a' } } }, {})).toEqual([false]);
  });

  test('admits who meets a rule: one of its sources and one of its operations', () => {
    const from = [{ source: { principals: ['x'] } }, { source: { principals: ['y*'] } }];
    const rules = [{ from, to: [{ operation: { ports: ['80'], methods: ['GET'] } }, { operation: { ports: ['90'] } }] }];
    const x = { principal: 'x' };
    const good = [{ ...x, method: 'GET' }, { principal: 'yz', port: 90 }];
    const asked = [...good, { ...x, method: 'PUT' }, { principal: 'z', port: 90 }, { port: 90 }];
    expect(judged({ rules }, ...asked)).toEqual([true, true, false, false, false]);
  });

  test('knows paths: exact, by beginning and end, and templates', () => {
    const ruleOf = (path: string) => ({ to: [{ operation: { paths: [path] } }] });
    const at = (path: string, ...paths: string[]) => judged({ rules: [ruleOf(path)] }, ...paths.map(one => ({ path: one })));
    expect(at('/a', '/a', '/a/b')).toEqual([true, false]);
    expect(at('/a/*', '/a/b', '/a')).toEqual([true, false]);
    expect(at('*.css', '/x.css', '/x.js')).toEqual([true, false]);
    expect(at('/u/{*}/o/{**}', '/u/1/o/2/3', '/u/1/2/o/3', '/u/1')).toEqual([true, false, false]);
  });

  test('takes what is asked of requests for met by connections where it denies, and for unmet where it allows', () => {
    const rules = [{ to: [{ operation: { methods: ['GET'] } }] }];
    expect(judged({ action: 'DENY', rules }, {})).toEqual([false]);
    expect(judged({ rules }, {})).toEqual([false]);
    expect(judged({ action: 'DENY', rules }, { method: 'PUT' })).toEqual([true]);
    expect(judged({ action: 'DENY', rules: [{ from: [{ source: { notPrincipals: ['x'] } }] }] }, { principal: 'x' }, {})).toEqual([true, false]);
  });

  test('knows namespaces, addresses, clients behind a gateway, and hosts, each with its denial', () => {
    const of = (source: object, ...asked: Partial<Asked>[]) => judged({ rules: [{ from: [{ source }] }] }, ...asked);
    expect(of({ namespaces: ['b'] }, { principal: 'c/ns/b/sa/x' }, { principal: 'c/ns/c/sa/x' }, {})).toEqual([true, false, false]);
    expect(of({ notNamespaces: ['b'] }, { principal: 'c/ns/b/sa/x' }, { principal: 'c/ns/c/sa/x' }, {})).toEqual([false, true, true]);
    expect(of({ ipBlocks: ['10.0.0.0/8'] }, { address: '10.1.1.1' }, { address: '11.1.1.1' })).toEqual([true, false]);
    expect(of({ notRemoteIpBlocks: ['10.0.0.0/8'] }, { address: '10.1.1.1', client: '11.1.1.1' }, { address: '11.1.1.1', client: '10.1.1.1' })).toEqual([true, false]);
    expect(judged({ rules: [{ to: [{ operation: { hosts: ['a.example.com'], notMethods: ['PUT'] } }] }] },
      { host: 'a.example.com', method: 'GET' }, { host: 'a.example.com', method: 'PUT' }, { host: 'b.example.com', method: 'GET' })).toEqual([true, false, false]);
  });

  test('lets a rehearsal decide nothing', () => {
    const rehearsed = policy({ action: 'DENY', rules: [{}] });
    expect(admits([{ ...rehearsed, metadata: { ...rehearsed.metadata, annotations: { 'istio.io/dry-run': 'true' } } }], pod, { port: 80 })).toBe(true);
    expect(admits([rehearsed], pod, { port: 80 })).toBe(false);
  });

  test('fails on what it does not know', () => {
    expect(() => judged({ rules: [{ when: [] }] }, {})).toThrow('a rule has when, which is not known here');
    expect(() => judged({ rules: [{ from: [{ source: { serviceAccounts: [] } }] }] }, {})).toThrow('a rule has serviceAccounts');
  });
});

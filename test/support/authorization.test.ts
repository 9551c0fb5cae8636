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
});

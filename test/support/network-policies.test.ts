import { connects, PodEnd } from './network-policies';
import { Manifest } from './schema';

const pod = (app: string, namespace = 'shop', address?: string): PodEnd => ({ namespace, labels: { app }, address, ports: { web: 8080 } });
const policy = (spec: object, namespace = 'shop'): Manifest => ({ apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy', metadata: { name: 'p', namespace }, spec });
const [a, b] = [pod('a', 'shop', '10.0.0.1'), pod('b', 'shop', '10.0.0.2')];
const toB = { podSelector: { matchLabels: { app: 'b' } } };

describe('the judge of NetworkPolicies', () => {
  test('lets all be where no policy selects the pods', () => {
    expect(connects([], a, b, 80)).toBe(true);
    expect(connects([policy({ podSelector: { matchLabels: { app: 'c' } } })], a, b, 80)).toBe(true);
    expect(connects([policy(toB, 'other')], a, b, 80)).toBe(true);
  });

  test('lets nothing in where a policy selects the pods and has no rule, and a node all the same', () => {
    expect(connects([policy(toB)], a, b, 80)).toBe(false);
    expect(connects([policy(toB)], b, a, 80)).toBe(true);
    expect(connects([policy(toB)], 'its node', b, 80)).toBe(true);
  });

  test('adds up what several policies let be', () => {
    const from = (app: string) => policy({ ...toB, ingress: [{ from: [{ podSelector: { matchLabels: { app } } }] }] });
    expect(connects([from('a'), from('c')], a, b, 80)).toBe(true);
    expect(connects([from('a'), from('c')], pod('c'), b, 80)).toBe(true);
    expect(connects([from('a'), from('c')], pod('d'), b, 80)).toBe(false);
    expect(connects([from('a')], pod('a', 'other'), b, 80)).toBe(false);
  });

  test('asks both ends', () => {
    const out = policy({ podSelector: { matchLabels: { app: 'a' } }, policyTypes: ['Egress'], egress: [{ to: [toB], ports: [{ port: 80 }] }] });
    expect(connects([out], a, b, 80)).toBe(true);
    expect(connects([out], a, b, 81)).toBe(false);
    expect(connects([out], b, a, 81)).toBe(true);
    expect(connects([out, policy(toB)], a, b, 80)).toBe(false);
  });

  test('knows ports by number, range, name and protocol', () => {
    const at = (...ports: object[]) => policy({ ...toB, ingress: [{ ports }] });
    expect([80, 81].map(port => connects([at({ port: 80 })], a, b, port))).toEqual([true, false]);
    expect([79, 80, 82, 83].map(port => connects([at({ port: 80, endPort: 82 })], a, b, port))).toEqual([false, true, true, false]);
    expect([8080, 80].map(port => connects([at({ port: 'web' })], a, b, port))).toEqual([true, false]);
    expect([connects([at({ port: 53, protocol: 'UDP' })], a, b, 53, 'UDP'), connects([at({ port: 53, protocol: 'UDP' })], a, b, 53)]).toEqual([true, false]);
  });

  test('knows addresses, with exceptions', () => {
    const from = policy({ ...toB, ingress: [{ from: [{ ipBlock: { cidr: '10.0.0.0/8', except: ['10.1.0.0/16'] } }] }] });
    expect(['10.2.0.1', '10.1.0.1', '11.0.0.1'].map(address => connects([from], { address }, b, 80))).toEqual([true, false, false]);
  });

  test('knows namespaces by their labels, and both selectors together', () => {
    const objects = [{ apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'billing', labels: { team: 'money' } } }] as Manifest[];
    const from = (...peers: object[]) => [...objects, policy({ ...toB, ingress: [{ from: peers }] })];
    const both = { namespaceSelector: { matchExpressions: [{ key: 'team', operator: 'In', values: ['money'] }] }, podSelector: { matchLabels: { app: 'a' } } };
    expect([pod('a', 'billing'), pod('c', 'billing'), a].map(one => connects(from(both), one, b, 80))).toEqual([true, false, false]);
    const name = { namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'billing' } } };
    expect([pod('c', 'billing'), a].map(one => connects(from(name), one, b, 80))).toEqual([true, false]);
    const not = { podSelector: { matchExpressions: [{ key: 'app', operator: 'NotIn', values: ['a'] }, { key: 'app', operator: 'Exists' }, { key: 'x', operator: 'DoesNotExist' }] } };
    expect([a, pod('c')].map(one => connects(from(not), one, b, 80))).toEqual([false, true]);
  });
});

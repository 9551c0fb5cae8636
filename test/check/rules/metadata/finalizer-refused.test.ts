import { finalizerRefused } from '../../../../src/check/rules/metadata/finalizer-refused';
import { findingsIn } from '../../fixtures';

const find = (apiVersion: string, kind: string, finalizers: string, rest = '') =>
  findingsIn(`apiVersion: ${apiVersion}\nkind: ${kind}\nmetadata: { name: a, finalizers: [${finalizers}] }\n${rest}`, [finalizerRefused]).map(text => text.replace(/^\S+ \S+ \S+ /, ''));

describe('a finalizer', () => {
  test('of Kubernetes\' own kinds has a domain, but for three', () => {
    expect(find('v1', 'Secret', 'kubernetes, cleanup, example.com/cleanup')).toEqual(['metadata.finalizers[1]: has a finalizer that is none: name \'cleanup\' has no domain']);
    expect([find('apps/v1', 'Deployment', 'orphan'), find('v1', 'Service', 'foregroundDeletion, service.kubernetes.io/load-balancer-cleanup')].flat()).toEqual([]);
  });

  test('of other kinds may have none', () => {
    for (const [apiVersion, kind] of [['networking.istio.io/v1', 'Sidecar'], ['gateway.networking.k8s.io/v1', 'GatewayClass']]) {
      expect(find(apiVersion, kind, 'cleanup')).toEqual([]);
      expect(find(apiVersion, kind, 'a/b/c')).toEqual([expect.stringMatching(/^metadata\.finalizers\[0\]: has a finalizer that is none: name 'a\/b\/c' is none/)]);
    }
  });

  test('of kinds that nobody knows is anything', () => {
    expect(find('example.com/v1', 'Thing', 'a/b/c')).toEqual([]);
  });

  test('does not contradict another', () => {
    expect(find('v1', 'Secret', 'orphan, foregroundDeletion')).toEqual(['metadata.finalizers: has the finalizers \'orphan\' and \'foregroundDeletion\', of which one keeps what the other deletes']);
  });

  test('of what is in a namespace is one, too', () => {
    expect(find('v1', 'Namespace', 'kubernetes', 'spec: { finalizers: [kubernetes, under_score] }')).toEqual([expect.stringMatching(/^spec\.finalizers\[1\]: .*no domain$/)]);
    expect(find('v1', 'Namespace', '', 'spec: { finalizers: [kubernetes] }')).toEqual([]);
  });
});

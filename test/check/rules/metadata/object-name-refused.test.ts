import { objectNameRefused } from '../../../../src/check/rules/metadata/object-name-refused';
import { findingsIn } from '../../fixtures';

const of = (kind: string, metadata: string, apiVersion = 'v1') => findingsIn(`
apiVersion: ${apiVersion}
kind: ${kind}
metadata: ${metadata}
`, [objectNameRefused]).map(text => text.replace('object-name-refused: ', ''));

describe('the name of an object', () => {
  test('is found where its kind does not take it', () => {
    expect(of('Namespace', '{ name: a.b }')).toEqual([
      'Namespace a.b metadata.name: has the name \'a.b\', which may have lower-case letters, digits and \'-\', with a letter or digit at the beginning and end',
    ]);
    expect(of('ConfigMap', '{ name: a.b, namespace: shop }')).toEqual([]);
    expect(of('VirtualService', '{ name: A, namespace: shop }', 'networking.istio.io/v1')).toHaveLength(1);
  });

  test('is not looked at where nobody knows the kind', () => {
    expect(of('Cluster', '{ name: A_b }', 'kind.x-k8s.io/v1alpha4')).toEqual([]);
    expect(of('Kustomization', '{}', 'kustomize.config.k8s.io/v1beta1')).toEqual([]);
  });

  test('of a Service that begins with a digit is refused by older versions', () => {
    expect(of('Service', '{ name: 1a, namespace: shop }')).toEqual(['Service shop/1a metadata.name: has the name \'1a\', which may not begin with a digit before Kubernetes 1.36']);
    expect(of('Service', '{ name: a1, namespace: shop }')).toEqual([]);
  });

  test('must be there, or the beginning of one', () => {
    expect(of('ConfigMap', '{ namespace: shop }').map(text => text.replace(/^.*metadata/, 'metadata'))).toEqual(['metadata: has no name']);
    expect(of('ConfigMap', '{ generateName: cart-, namespace: shop }')).toEqual([]);
    expect(of('ConfigMap', '{ name: cart, generateName: Cart-, namespace: shop }')).toHaveLength(1);
    expect(of('ConfigMap', '{ generateName: Cart-, namespace: shop }')[0]).toContain('metadata.generateName: has names made from \'Cart-\', which may have lower-case');
  });

  test('is in a namespace that there can be', () => {
    expect(of('ConfigMap', '{ name: a, namespace: shop.dev }')).toEqual(['ConfigMap shop.dev/a metadata.namespace: is in namespace \'shop.dev\', which is no name of one']);
    expect(of('ConfigMap', '{ name: a }')).toEqual([]);
  });
});

import { annotated, keepsAnnotations } from '../../src/model/annotated';
import { meshOf } from '../check/fixtures';
import { deployment, object, pod } from '../check/objects/workloads';

describe('annotations of Istio', () => {
  test('are those of objects and of the pods they make', () => {
    const mesh = meshOf([deployment('cart', { annotations: { 'istio.io/a': '1', 'example.com/b': '2' }, metadata: { annotations: { 'x.istio.io/c': '3' } } }), pod('front', { annotations: { 'istio.io/d': '4' } }),
      object('v1', 'Service', 'cart'), object('v1', 'Service', 'front', {}, { annotations: { 'istio.io/e': '5' } })].join(''));
    expect(annotated(mesh).map(({ path, kind, annotations, workload, derived }) => [kind, path.join('.'), annotations, workload?.name, derived])).toEqual([
      ['Deployment', 'metadata.annotations', [['x.istio.io/c', '3']], 'cart', false],
      ['Pod', 'spec.template.metadata.annotations', [['istio.io/a', '1']], 'cart', false],
      ['Pod', 'metadata.annotations', [['istio.io/d', '4']], 'front', false],
      ['Service', 'metadata.annotations', [['istio.io/e', '5']], undefined, false],
    ]);
  });

  test('stay with objects of Kubernetes, and may be handed on by others', () => {
    const keeps = (apiVersion: string, kind: string) => keepsAnnotations(meshOf(object(apiVersion, kind, 'a')).objects.all[0]);
    expect([keeps('v1', 'Namespace'), keeps('v1', 'Service'), keeps('networking.k8s.io/v1', 'Ingress'), keeps('apps/v1', 'Deployment'), keeps('v1', 'Pod')]).toEqual([true, true, true, true, true]);
    expect([keeps('apps/v1', 'ReplicaSet'), keeps('gateway.networking.k8s.io/v1', 'Gateway'), keeps('v1', 'ConfigMap'), keeps('example.com/v1', 'Service')]).toEqual([false, false, false, false]);
  });
});

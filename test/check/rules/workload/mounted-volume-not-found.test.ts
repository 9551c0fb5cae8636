import { mountedVolumeNotFound } from '../../../../src/check/rules/workload/mounted-volume-not-found';
import { findingsIn } from '../../fixtures';

const of = (kind: string, pod: string, more = '') => findingsIn(kind === 'Pod' ? `
apiVersion: v1
kind: Pod
metadata: { name: cart, namespace: shop }
spec: ${pod}
` : `
apiVersion: apps/v1
kind: ${kind}
metadata: { name: cart, namespace: shop }
spec: { template: { spec: ${pod} }${more} }
`, [mountedVolumeNotFound]).map(text => text.replace(`mounted-volume-not-found: ${kind} shop/cart `, ''));

const mounting = (name: string, field = 'volumeMounts') => `{ name: app, image: a, ${field}: [{ name: ${name}, mountPath: /a, devicePath: /a }] }`;

describe('a mount', () => {
  test('is found where the pod has no volume of its name', () => {
    expect(of('Deployment', `{ containers: [${mounting('data')}], volumes: [{ name: config }, { name: tmp }] }`)).toEqual([
      'spec.template.spec.containers[0].volumeMounts[0].name: mounts volume \'data\' in container \'app\', and its pod has \'config\', \'tmp\'',
    ]);
    expect(of('Deployment', `{ initContainers: [${mounting('data')}], containers: [${mounting('data', 'volumeDevices')}] }`)).toEqual([
      'spec.template.spec.initContainers[0].volumeMounts[0].name: mounts volume \'data\' in container \'app\', and its pod has none',
      'spec.template.spec.containers[0].volumeDevices[0].name: mounts volume \'data\' in container \'app\', and its pod has none',
    ]);
    expect(of('Deployment', `{ containers: [${mounting('data')}], volumes: [{ name: data }] }`)).toEqual([]);
  });

  test('may be of a claim of a StatefulSet', () => {
    const claims = ', volumeClaimTemplates: [{ metadata: { name: data } }, {}]';
    expect(of('StatefulSet', `{ containers: [${mounting('data')}] }`, claims)).toEqual([]);
    expect(of('StatefulSet', `{ containers: [${mounting('other')}] }`, claims)).toHaveLength(1);
  });

  test('of a pod may be of a volume that its proxy brings', () => {
    expect(of('Pod', `{ containers: [${mounting('istio-certs')}, ${mounting('workload-socket')}] }`)).toEqual([]);
    expect(of('Pod', `{ containers: [${mounting('data')}] }`)).toHaveLength(1);
    // Nobody brings it to the object that makes pods.
    expect(of('Deployment', `{ containers: [${mounting('istio-certs')}] }`)).toHaveLength(1);
  });
});

import { podContradictsItself } from '../../../../src/check/rules/workload/pod-contradicts-itself';
import { findingsIn } from '../../fixtures';

const inPod = (spec: string) => findingsIn(`
apiVersion: apps/v1
kind: Deployment
metadata: { name: cart, namespace: shop }
spec: { template: { spec: { ${spec} } } }
`, [podContradictsItself]).map(text => text.replace('pod-contradicts-itself: Deployment shop/cart spec.template.spec.', ''));
const of = (container: string, more = '') => inPod(`containers: [{ name: app, image: a, ${container} }]${more}`).map(text => text.replace('containers[0].', ''));

describe('a container', () => {
  test('has a name of its own', () => {
    expect(inPod('initContainers: [{ name: app }], containers: [{ name: app }]')).toEqual(['initContainers[0].name: has a container and an init container named \'app\'']);
    expect(inPod('initContainers: [{ name: init }], containers: [{ name: app }]')).toEqual([]);
  });

  test('has ports with names of their own, which are those of the host on its network', () => {
    expect(of('ports: [{ containerPort: 1, name: a }, { containerPort: 2, name: a }, { containerPort: 3 }, { containerPort: 4 }]')).toEqual(['ports[1].name: has two ports named \'a\' in container \'app\'']);
    expect(of('ports: [{ containerPort: 80, hostPort: 81 }]', ', hostNetwork: true')).toEqual([
      'ports[0].hostPort: has hostPort 81 for port 80, which are the same on the network of the host, in container \'app\'',
    ]);
    expect(of('ports: [{ containerPort: 80, hostPort: 80 }, { containerPort: 81 }]', ', hostNetwork: true')).toEqual([]);
    expect(of('ports: [{ containerPort: 80, hostPort: 81 }]')).toEqual([]);
  });

  test('has variables with a value or a source', () => {
    const source = 'valueFrom: { fieldRef: { fieldPath: metadata.name } }';
    expect(of(`env: [{ name: A, value: a, ${source} }]`)).toEqual(['env[0]: gives variable \'A\' both a value and a source in container \'app\'']);
    expect(of(`env: [{ name: A, value: a }, { name: B, ${source} }, { name: C, value: "", ${source} }]`)).toEqual([]);
  });

  test('mounts a part of a volume that is said once', () => {
    expect(of('volumeMounts: [{ name: a, mountPath: /a, recursiveReadOnly: IfPossible }]')).toEqual([
      'volumeMounts[0].recursiveReadOnly: has recursiveReadOnly IfPossible without readOnly, or with propagation, in container \'app\'',
    ]);
    expect(of('volumeMounts: [{ name: a, mountPath: /a, readOnly: true, recursiveReadOnly: Enabled, mountPropagation: HostToContainer }]')).toHaveLength(1);
    expect(of('volumeMounts: [{ name: a, mountPath: /a, readOnly: true, recursiveReadOnly: Enabled, mountPropagation: None }, { name: b, mountPath: /b, recursiveReadOnly: Disabled }]')).toEqual([]);
    expect(of('volumeMounts: [{ name: a, mountPath: /a, subPath: b, subPathExpr: $(C) }]')).toEqual(['volumeMounts[0].subPathExpr: has both subPath and subPathExpr in container \'app\'']);
    expect(of('volumeMounts: [{ name: a, mountPath: /a, subPath: b }]')).toEqual([]);
  });

  test('requests no more than its limit', () => {
    expect(of('resources: { requests: { cpu: 1, memory: 1Gi }, limits: { cpu: 500m, memory: 1024Mi } }')).toEqual([
      'resources.requests.cpu: requests cpu 1, which is more than its limit of 500m, in container \'app\'',
    ]);
    expect(of('resources: { requests: { cpu: 2 }, limits: { memory: 1Gi } }')).toEqual([]);
    // What is no quantity is told by the schema.
    expect(of('resources: { requests: { cpu: 2 }, limits: { cpu: much } }')).toEqual([]);
  });

  test('sleeps no longer than it is given', () => {
    const sleep = (hook: string, seconds: number) => `lifecycle: { ${hook}: { sleep: { seconds: ${seconds} } } }`;
    expect(of(sleep('preStop', 31))).toEqual(['lifecycle.preStop.sleep.seconds: sleeps 31 seconds, and the pod has a grace period of 30, in container \'app\'']);
    expect(of(sleep('postStart', 11), ', terminationGracePeriodSeconds: 10')).toHaveLength(1);
    expect(of(sleep('preStop', 30))).toEqual([]);
    expect(of(sleep('preStop', 40), ', terminationGracePeriodSeconds: 60')).toEqual([]);
  });

  test('is well after one success, where it is not asked whether it is ready', () => {
    const probe = (name: string, more: string) => of(`${name}: { tcpSocket: { port: 80 }, ${more} }`);
    expect(probe('livenessProbe', 'successThreshold: 2')).toEqual(['livenessProbe.successThreshold: has livenessProbe with a successThreshold of 2, which is 1 for it, in container \'app\'']);
    expect(probe('startupProbe', 'successThreshold: 2')).toHaveLength(1);
    expect(probe('readinessProbe', 'successThreshold: 2')).toEqual([]);
    expect(probe('livenessProbe', 'successThreshold: 1')).toEqual([]);
    expect(probe('readinessProbe', 'terminationGracePeriodSeconds: 5')).toHaveLength(1);
    expect(probe('livenessProbe', 'terminationGracePeriodSeconds: 5')).toEqual([]);
  });

  test('that ends before others start has no probes', () => {
    const init = (more: string) => inPod(`initContainers: [{ name: init, livenessProbe: { tcpSocket: { port: 80 } }, lifecycle: { preStop: { exec: { command: [a] } } }${more} }]`);
    expect(init('')).toEqual([
      'initContainers[0].livenessProbe: has livenessProbe, and ends before others start, in container \'init\'',
      'initContainers[0].lifecycle: has lifecycle, and ends before others start, in container \'init\'',
    ]);
    expect(init(', restartPolicy: Always')).toEqual([]);
  });
});

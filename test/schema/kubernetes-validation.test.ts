import { tightened } from '../../scripts/kubernetes-validation';
import { checkShape } from '../../src/schema/check-shape';
import { kubernetesDefinitions } from '../support/schema/builtin';

const metadata = { name: 'cart', namespace: 'shop' };

/** What is found in an object, each as the field and what is said of it. */
function found(apiVersion: string, kind: string, fields: object): string[] {
  return checkShape({ apiVersion, kind, metadata, ...fields } as never, apiVersion, kind).map(({ path, message }) => `${path.join('.')} ${message}`);
}

const container = { name: 'app', image: 'app' };
const pod = (more: object = {}, ofContainer: object = {}) => found('v1', 'Pod', { spec: { containers: [{ ...container, ...ofContainer }], ...more } })
  .map(text => text.replace(/^spec\.(containers\.0\.)?/, ''));
const service = (port: object, more: object = {}) => found('v1', 'Service', { spec: { ports: [{ name: 'http', port: 80, ...port }], ...more } }).map(text => text.replace(/^spec\.(ports\.0\.)?/, ''));

describe('what Kubernetes asks of a field beyond its type', () => {
  test('it is one of the words that there are, or left empty where it has a default', () => {
    expect(pod({ restartPolicy: 'Sometimes' })).toEqual(['restartPolicy is "Sometimes", but must be one of Always, OnFailure, Never']);
    expect(pod({ restartPolicy: '' })).toEqual([]);
    expect(pod({}, { imagePullPolicy: 'always' })).toHaveLength(1);
    expect(service({ protocol: 'tcp' })).toHaveLength(1);
    expect(service({}, { type: 'Internal' })).toHaveLength(1);
    expect(service({}, { internalTrafficPolicy: '' })).toHaveLength(1);
  });

  test('it is a number within its bounds', () => {
    expect(service({ port: 0 })).toEqual(['port is 0, but must be at least 1']);
    expect(service({ port: 65536 })).toEqual(['port is 65536, but must be at most 65535']);
    expect(service({ nodePort: 0 })).toEqual([]);
    const deployment = (replicas: number) => found('apps/v1', 'Deployment', { spec: { replicas, selector: { matchLabels: { a: 'b' } }, template: { spec: { containers: [container] } } } });
    expect(deployment(-1)).toEqual(['spec.replicas is -1, but must be at least 0']);
    expect(deployment(0)).toEqual([]);
  });

  test('a port is a number or a name', () => {
    const accepted = [1, 65535, 'http', 'h2', 'http-1', '8080-http', '1a', '123456789012abc'];
    const refused = ['80', '8080', 'a--b', '-a', 'a-', 'HTTP', 'a_b', '1234567890123abc', 65536];
    expect(accepted.filter(targetPort => service({ targetPort }).length > 0)).toEqual([]);
    expect(refused.filter(targetPort => service({ targetPort }).length === 0)).toEqual([]);
    expect(service({ targetPort: '8080' })[0]).toBe('targetPort is "8080", but must be a number without quotes, or the name of a port: up to 15 lower-case letters, digits and single \'-\', with a letter');
    // What is left empty is the port itself.
    expect([0, ''].filter(targetPort => service({ targetPort }).length > 0)).toEqual([]);
    const probed = (port: unknown) => pod({}, { readinessProbe: { httpGet: { port } } });
    expect([...refused, 0, ''].filter(port => probed(port).length === 0)).toEqual([]);
    expect(accepted.filter(port => probed(port).length > 0)).toEqual([]);
  });

  test('a name is one', () => {
    expect(pod({}, { name: 'my_app' })[0]).toContain('name is "my_app", but must be lower-case letters');
    expect(pod({}, { name: '' })).toHaveLength(1);
    expect(pod({ serviceAccountName: 'Cart' })).toHaveLength(1);
    expect(pod({ serviceAccountName: '' })).toEqual([]);
    const variable = (name: string) => pod({}, { env: [{ name }] });
    expect(['A', 'a b', '1', 'spring.x-y/z'].filter(name => variable(name).length > 0)).toEqual([]);
    expect(['', 'a=b', 'é', 'a\n'].filter(name => variable(name).length === 0)).toEqual([]);
  });

  test('a path within a volume does not leave it', () => {
    const mounted = (subPath: string) => pod({}, { volumeMounts: [{ name: 'a', mountPath: '/a', subPath }] });
    expect(['', 'a', 'a/b', '..a', 'a..b/c'].filter(path => mounted(path).length > 0)).toEqual([]);
    expect(['/a', '..', '../a', 'a/../b', 'a/..'].filter(path => mounted(path).length === 0)).toEqual([]);
  });

  test('it is there, and there is something in it', () => {
    expect(found('v1', 'Pod', {})).toEqual(['spec is required']);
    expect(pod({ containers: [] })).toEqual(['containers has 0 items, but must have at least 1']);
    expect(pod({}, { image: undefined })).toEqual(['image is required']);
    expect(pod({}, { image: '' })).toEqual(['image is empty, but must not be']);
    expect(found('v1', 'PersistentVolumeClaim', { spec: { accessModes: ['ReadWriteOnce'], resources: { requests: {} } } })).toEqual(['spec.resources.requests.storage is required']);
    expect(found('v1', 'PersistentVolumeClaim', { spec: { accessModes: ['Mine'], resources: { requests: { storage: '1Gi' } } } })).toHaveLength(1);
  });

  test('of fields that exclude each other there is one', () => {
    expect(pod({}, { livenessProbe: { periodSeconds: 1 } })).toEqual(['livenessProbe needs one of exec, grpc, httpGet and tcpSocket']);
    expect(pod({}, { livenessProbe: { tcpSocket: { port: 80 }, exec: { command: ['a'] } } })[0]).toContain('has exec and tcpSocket together');
    expect(pod({ volumes: [{ name: 'a' }, { name: 'b', emptyDir: {} }] })).toEqual([]);
    expect(pod({ volumes: [{ name: 'a', emptyDir: {}, hostPath: { path: '/' } }] })[0]).toContain('volumes.0 has emptyDir and hostPath together');
    expect(pod({ volumes: [{ name: 'a', emptyDir: {}, hostPath: null }] })).toEqual([]);
    const peer = (from: object) => found('networking.k8s.io/v1', 'NetworkPolicy', { spec: { podSelector: {}, ingress: [{ from: [from] }] } });
    expect(peer({})).toHaveLength(1);
    expect(peer({ ipBlock: { cidr: '::/0' }, namespaceSelector: {} })).toHaveLength(1);
    expect(peer({ podSelector: {}, namespaceSelector: {} })).toEqual([]);
  });
});

describe('a definition', () => {
  test('fails: that Kubernetes does not have, as a whole or in part', () => {
    expect(() => tightened({})).toThrow('apps.v1.DaemonSet, ');
    expect(() => tightened({ ...kubernetesDefinitions(), 'core.v1.ServicePort': { properties: {} } } as never)).toThrow('tightens core.v1.ServicePort.appProtocol, which Kubernetes does not have');
  });

  test('that has it all stays as it is', () => {
    expect(tightened(kubernetesDefinitions())).toEqual(kubernetesDefinitions());
  });
});

import { checkManifest } from '.';
import { builtinKinds, kubernetesVersion } from './builtin';
import { container, deployment, podSpec, service } from './fixtures';
import { selects } from './kubernetes-rules';
import { qualifiedName } from './names';
import { quantity } from './pod-rules';
import { JsonObject } from './schema';

const metadata = { name: 'x', namespace: 'test' };
const rbac = { apiGroup: 'rbac.authorization.k8s.io', kind: 'Role', name: 'reader' };
const job = { template: { spec: podSpec({ restartPolicy: 'Never' }) } };
const labelled = { selector: { matchLabels: { app: 'x' } }, template: { metadata: { labels: { app: 'x' } }, spec: podSpec() } };
const scaleTargetRef = { apiVersion: 'apps/v1', kind: 'Deployment', name: 'x' };
const cpu = { type: 'Resource', resource: { name: 'cpu', target: { type: 'Utilization', averageUtilization: 80 } } };

const accepted: [string, JsonObject][] = [
  ['apps/v1/DaemonSet', { spec: labelled }],
  ['apps/v1/Deployment', { spec: { ...labelled, replicas: 2, strategy: { type: 'RollingUpdate', rollingUpdate: { maxSurge: '25%', maxUnavailable: 0 } } } }],
  ['apps/v1/ReplicaSet', { spec: labelled }],
  ['apps/v1/StatefulSet', {
    spec: {
      ...labelled,
      serviceName: 'x',
      template: { metadata: { labels: { app: 'x' } }, spec: podSpec({}, { volumeMounts: [{ name: 'data', mountPath: '/data' }] }) },
      volumeClaimTemplates: [{ metadata: { name: 'data' }, spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '1Gi' } } } }],
    },
  }],
  ['autoscaling/v1/HorizontalPodAutoscaler', { spec: { scaleTargetRef, minReplicas: 2, maxReplicas: 4, targetCPUUtilizationPercentage: 80 } }],
  ['autoscaling/v2/HorizontalPodAutoscaler', { spec: { scaleTargetRef, minReplicas: 2, maxReplicas: 4, metrics: [cpu] } }],
  ['batch/v1/CronJob', { spec: { schedule: '*/5 * * * *', jobTemplate: { spec: job } } }],
  ['batch/v1/Job', { spec: job }],
  ['discovery.k8s.io/v1/EndpointSlice', { addressType: 'IPv4', endpoints: [{ addresses: ['10.0.0.1'] }], ports: [{ port: 80 }] }],
  ['networking.k8s.io/v1/Ingress', { spec: { rules: [{ http: { paths: [{ path: '/', pathType: 'Prefix', backend: { service: { name: 'x', port: { number: 80 } } } }] } }] } }],
  ['networking.k8s.io/v1/IngressClass', { spec: { controller: 'istio.io/ingress-controller' } }],
  ['networking.k8s.io/v1/NetworkPolicy', {
    spec: {
      podSelector: {},
      policyTypes: ['Ingress'],
      ingress: [{ from: [{ namespaceSelector: { matchExpressions: [{ key: 'team', operator: 'In', values: ['a'] }] } }, { ipBlock: { cidr: '10.0.0.0/8' } }], ports: [{ port: 80, endPort: 90 }] }],
    },
  }],
  ['policy/v1/PodDisruptionBudget', { spec: { minAvailable: '50%', selector: { matchLabels: { app: 'x' } } } }],
  ['rbac.authorization.k8s.io/v1/ClusterRole', { rules: [{ verbs: ['get'], nonResourceURLs: ['/metrics'] }] }],
  ['rbac.authorization.k8s.io/v1/ClusterRoleBinding', { roleRef: { ...rbac, kind: 'ClusterRole' }, subjects: [{ kind: 'User', apiGroup: 'rbac.authorization.k8s.io', name: 'jane' }] }],
  ['rbac.authorization.k8s.io/v1/Role', { rules: [{ verbs: ['get'], apiGroups: [''], resources: ['pods'] }] }],
  ['rbac.authorization.k8s.io/v1/RoleBinding', { roleRef: rbac, subjects: [{ kind: 'ServiceAccount', name: 'x', namespace: 'test' }] }],
  ['scheduling.k8s.io/v1/PriorityClass', { value: 1 }],
  ['v1/ConfigMap', { data: { 'app.properties': 'a=b' }, binaryData: { blob: 'AAAA' } }],
  ['v1/Endpoints', { subsets: [{ addresses: [{ ip: '10.0.0.1' }], ports: [{ port: 80 }] }] }],
  ['v1/LimitRange', { spec: { limits: [{ type: 'Container', max: { cpu: 1 } }] } }],
  ['v1/Namespace', {}],
  ['v1/PersistentVolumeClaim', { spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '1Gi' } } } }],
  ['v1/Pod', { spec: podSpec() }],
  ['v1/ResourceQuota', { spec: { hard: { pods: '10' } } }],
  ['v1/Secret', { type: 'Opaque', data: { key: 'AAAA' }, stringData: { other: 'x' } }],
  ['v1/Service', { spec: { ports: [{ name: 'http', port: 80, targetPort: 'http', appProtocol: 'kubernetes.io/h2c' }], selector: { app: 'x' } } }],
  ['v1/ServiceAccount', { automountServiceAccountToken: false }],
];

function object(key: string, fields: JsonObject): JsonObject {
  const slash = key.lastIndexOf('/');
  return { apiVersion: key.slice(0, slash), kind: key.slice(slash + 1), metadata, ...fields };
}

describe('an object of Kubernetes', () => {
  test('is of a version that is written down', () => {
    expect(kubernetesVersion()).toMatch(/^v1\.\d+\.\d+$/);
    expect(accepted.map(([key]) => key).sort()).toEqual(builtinKinds().sort());
  });

  test.each(accepted)('%s is accepted as one writes it', (key, fields) => {
    expect(checkManifest(object(key, fields))).toEqual([]);
  });

  test.each(accepted)('fails: %s with a field that nobody knows', (key, fields) => {
    expect(checkManifest(object(key, { ...fields, unheardOf: 1 }))).toEqual([expect.stringContaining('unheardOf: unknown field')]);
  });

  test('may have nulls, which mean nothing', () => {
    expect(checkManifest({ ...deployment(podSpec({ volumes: [{ name: 'tmp', emptyDir: null }] })), status: null })).toEqual([]);
  });
});

const rejected: [what: string, object: JsonObject, problem: string][] = [
  ['a structure that is wrong', deployment(podSpec(), { replicas: '2' }), 'spec.replicas: must be integer, is "2"'],
  ['a misspelt field deep down', deployment(podSpec({}, { imagePullpolicy: 'Always' })), 'containers[0].imagePullpolicy: unknown field'],
  ['a selector that is missing', deployment(podSpec(), { selector: undefined }), 'spec.selector: required'],
  ['a quantity that is none', deployment(podSpec({}, { resources: { limits: { cpu: '1 core' } } })), 'resources.limits.cpu: "1 core" is not a valid quantity'],
  ['secret data that is no base64', object('v1/Secret', { data: { key: '!' } }), 'data.key: "!" is not a valid byte'],
  ['no metadata', { apiVersion: 'v1', kind: 'Namespace' }, 'metadata: required'],
  ['no name', { apiVersion: 'v1', kind: 'Namespace', metadata: {} }, 'metadata.name: required'],
  ['a name with a dot for a namespace', object('v1/Namespace', { metadata: { name: 'a.b' } }), '"a.b" is not a DNS label'],
  ['a name in capitals', object('v1/ConfigMap', { metadata: { name: 'Config' } }), '"Config" is not a DNS subdomain'],
  ['a service that begins with a digit', object('v1/Service', { metadata: { name: '1x' }, spec: { clusterIP: 'None' } }), '"1x" is not a DNS-1035 label'],
  ['a label key with two slashes', object('v1/ConfigMap', { metadata: { name: 'x', labels: { 'a/b/c': 'd' } } }), '"a/b/c" is not a qualified name'],
  ['a label value with a space', object('v1/ConfigMap', { metadata: { name: 'x', labels: { a: 'b c' } } }), '"b c" is not a label value'],
  ['an annotation that is a number', object('v1/ConfigMap', { metadata: { name: 'x', annotations: { a: 1 } } }), 'metadata.annotations.a: must be string, is 1'],
  ['annotations without end', object('v1/ConfigMap', { metadata: { name: 'x', annotations: { a: 'x'.repeat(300_000) } } }), 'bytes, at most'],

  ['a selector beside the labels', deployment(podSpec(), { selector: { matchLabels: { app: 'other' } } }), 'spec.selector: does not select the template\'s labels {"app":"reviews"}'],
  ['a selector of everything', deployment(podSpec(), { selector: {} }), 'spec.selector: an empty selector would select every pod'],
  ['fewer pods than none', deployment(podSpec(), { replicas: -1 }), 'spec.replicas: must be >= 0, is -1'],
  ['a deployment that runs once', deployment(podSpec({ restartPolicy: 'Never' })), 'restartPolicy: "Never" is not one of Always'],
  ['a rollout that cannot move', deployment(podSpec(), { strategy: { rollingUpdate: { maxSurge: 0, maxUnavailable: '0%' } } }), 'cannot both be zero'],
  ['a recreation that rolls', deployment(podSpec(), { strategy: { type: 'Recreate', rollingUpdate: {} } }), 'not with type Recreate'],
  ['a job that always restarts', object('batch/v1/Job', { spec: { template: { spec: podSpec() } } }), 'restartPolicy: "Always" is not one of OnFailure, Never'],
  ['a schedule of four fields', object('batch/v1/CronJob', { spec: { schedule: '* * * *', jobTemplate: { spec: job } } }), 'has not five fields'],
  ['a template label with a space', deployment(podSpec(), { template: { metadata: { labels: { app: 'reviews', a: 'b c' } }, spec: podSpec() } }), 'spec.template.metadata.labels["a"]: "b c" is not a label value'],

  ['two containers of a name', deployment(podSpec({ initContainers: [container] })), 'containers[0].name: "app" is taken by spec.template.spec.initContainers[0]'],
  ['no containers', deployment(podSpec({ containers: [] })), 'containers: must NOT have fewer than 1 items'],
  ['no image', deployment(podSpec({}, { image: undefined })), 'containers[0].image: required'],
  ['a pull policy that nobody knows', deployment(podSpec({}, { imagePullPolicy: 'Sometimes' })), '"Sometimes" is not one of'],
  ['a long port name', deployment(podSpec({}, { ports: [{ containerPort: 80, name: 'http-management-1' }] })), '"http-management-1" does not match'],
  ['two ports of a name', deployment(podSpec({}, { ports: [{ containerPort: 80, name: 'http' }, { containerPort: 81, name: 'http' }] })), 'ports[1].name: "http" is taken by'],
  ['a port twice', deployment(podSpec({}, { ports: [{ containerPort: 80 }, { containerPort: 80, protocol: 'TCP' }] })), 'the same containerPort and protocol as'],
  ['port zero', deployment(podSpec({}, { ports: [{ containerPort: 0 }] })), 'containerPort: must be >= 1, is 0'],
  ['a protocol in small letters', deployment(podSpec({}, { ports: [{ containerPort: 80, protocol: 'tcp' }] })), '"tcp" is not one of'],
  ['a host port beside', deployment(podSpec({ hostNetwork: true }, { ports: [{ containerPort: 80, hostPort: 81 }] })), 'must be the containerPort on the host network'],
  ['a probe without a handler', deployment(podSpec({}, { readinessProbe: { periodSeconds: 1 } })), 'readinessProbe: needs exactly one of exec, grpc, httpGet, tcpSocket, found none'],
  ['a probe of a port that is not there', deployment(podSpec({}, { livenessProbe: { httpGet: { port: 'http' } } })), 'the container has no port of the name "http"'],
  ['a liveness that must succeed twice', deployment(podSpec({}, { livenessProbe: { tcpSocket: { port: 80 }, successThreshold: 2 } })), 'successThreshold: must be 1, is 2'],
  ['a hook with two actions', deployment(podSpec({}, { lifecycle: { preStop: { sleep: { seconds: 1 }, exec: { command: ['true'] } } } })), 'found exec, sleep'],
  ['a sleep of no time', deployment(podSpec({}, { lifecycle: { preStop: { sleep: { seconds: 0 } } } })), 'sleep.seconds: must be more than 0'],
  ['a sleep beyond the grace period', deployment(podSpec({ terminationGracePeriodSeconds: 5 }, { lifecycle: { preStop: { sleep: { seconds: 10 } } } })), 'at most the terminationGracePeriodSeconds of 5, is 10'],
  ['a negative grace period', deployment(podSpec({ terminationGracePeriodSeconds: -1 })), 'terminationGracePeriodSeconds: must not be negative'],
  ['a mount of nothing', deployment(podSpec({}, { volumeMounts: [{ name: 'tmp', mountPath: '/tmp' }] })), 'the pod has no volume "tmp"'],
  ['a volume with two sources', deployment(podSpec({ volumes: [{ name: 'a', emptyDir: {}, hostPath: { path: '/' } }] })), 'found emptyDir, hostPath'],
  ['a variable twice told', deployment(podSpec({}, { env: [{ name: 'A', value: 'b', valueFrom: { fieldRef: { fieldPath: 'status.podIP' } } }] })), 'valueFrom: not together with value'],
  ['a variable with a space', deployment(podSpec({}, { env: [{ name: 'A B' }] })), '"A B" is not a variable name'],
  ['a request beyond the limit', deployment(podSpec({}, { resources: { requests: { cpu: '1' }, limits: { cpu: '500m' } } })), 'requests.cpu: 1 is more than the limit of 500m'],

  ['a service without ports', service({}), 'spec.ports: required'],
  ['nameless ports', service({ ports: [{ port: 80, name: 'a' }, { port: 81 }] }), 'spec.ports[1].name: required if there are several ports'],
  ['two service ports of a name', service({ ports: [{ port: 80, name: 'a' }, { port: 81, name: 'a' }] }), 'spec.ports[1].name: "a" is taken by spec.ports[0]'],
  ['a service port twice', service({ ports: [{ port: 80, name: 'a' }, { port: 80, name: 'b', protocol: 'TCP' }] }), 'spec.ports[1]: the same port and protocol as spec.ports[0], [80,"TCP"]'],
  ['a type that nobody knows', service({ type: 'Internal', ports: [{ port: 80 }] }), 'spec.type: "Internal" is not one of'],
  ['a long target port name', service({ ports: [{ port: 80, targetPort: 'a-very-long-name' }] }), 'targetPort: "a-very-long-name" does not match'],
  ['an external name that is none', service({ type: 'ExternalName' }), 'spec.externalName: required'],

  ['a budget twice told', object('policy/v1/PodDisruptionBudget', { spec: { minAvailable: 1, maxUnavailable: 1 } }), 'found maxUnavailable, minAvailable'],
  ['a ceiling below the floor', object('autoscaling/v2/HorizontalPodAutoscaler', { spec: { scaleTargetRef, minReplicas: 3, maxReplicas: 2 } }), 'spec.maxReplicas: must be at least the 3'],
  ['a metric of another type', object('autoscaling/v2/HorizontalPodAutoscaler', { spec: { scaleTargetRef, maxReplicas: 2, metrics: [{ ...cpu, type: 'Pods' }] } }), 'the source of type Pods is pods'],
  ['a role without resources', object('rbac.authorization.k8s.io/v1/Role', { rules: [{ verbs: ['get'], apiGroups: [''] }] }), 'rules[0].resources: required'],
  ['an account of no namespace', object('rbac.authorization.k8s.io/v1/RoleBinding', { roleRef: rbac, subjects: [{ kind: 'ServiceAccount', name: 'x' }] }), 'subjects[0].namespace: required'],
  ['a cluster binding of a role', object('rbac.authorization.k8s.io/v1/ClusterRoleBinding', { roleRef: rbac }), 'roleRef.kind: "Role" is not one of ClusterRole'],
  ['a peer that is two things', object('networking.k8s.io/v1/NetworkPolicy', { spec: { podSelector: {}, ingress: [{ from: [{ podSelector: {}, ipBlock: { cidr: '::/0' } }] }] } }), 'found ipBlock, podSelector'],
  ['a block that is none', object('networking.k8s.io/v1/NetworkPolicy', { spec: { podSelector: {}, egress: [{ to: [{ ipBlock: { cidr: '10.0.0.0/40' } }] }] } }), '"10.0.0.0/40" is not a CIDR'],
  ['a range that goes backwards', object('networking.k8s.io/v1/NetworkPolicy', { spec: { podSelector: {}, egress: [{ ports: [{ port: 80, endPort: 79 }] }] } }), 'endPort: must follow a numeric port'],
  ['an expression without values', object('networking.k8s.io/v1/NetworkPolicy', { spec: { podSelector: { matchExpressions: [{ key: 'a', operator: 'In' }] } } }), 'values: required with In'],
  ['a config key with a slash', object('v1/ConfigMap', { data: { 'a/b': '' } }), '"a/b" is not a config key'],
  ['a key of two maps', object('v1/ConfigMap', { data: { a: '' }, binaryData: { a: '' } }), 'the key is in data too'],
  ['a path that is relative', object('networking.k8s.io/v1/Ingress', { spec: { rules: [{ http: { paths: [{ path: 'a', pathType: 'Exact', backend: { service: { name: 'x', port: { number: 80 } } } }] } }] } }), '"a" does not match'],
];

describe('what Kubernetes refuses', () => {
  test.each(rejected)('fails: %s', (_, given, problem) => {
    expect(checkManifest(given)).toEqual([expect.stringContaining(problem)]);
  });
});

describe('syntax', () => {
  test.each(['app', 'app.kubernetes.io/name', 'A_b.c'])('%s keys a label', key => expect(qualifiedName(key)).toBeUndefined());
  test.each(['', '/a', 'A.b/c', `${'a'.repeat(64)}`])('fails: %j does not key a label', key => expect(qualifiedName(key)).toBeDefined());
  test.each([['1', 1], ['100m', 0.1], ['1Gi', 2 ** 30], ['1e3', 1000], [2, 2], ['1E', 1e18]])('%s is %d', (text, value) => expect(quantity(text)).toBeCloseTo(value));

  test.each([
    [{ matchLabels: { a: 'b' } }, true], [{ matchLabels: { a: 'c' } }, false],
    [{ matchExpressions: [{ key: 'a', operator: 'In', values: ['b', 'c'] }] }, true],
    [{ matchExpressions: [{ key: 'a', operator: 'NotIn', values: ['b'] }] }, false],
    [{ matchExpressions: [{ key: 'z', operator: 'NotIn', values: ['b'] }] }, true],
    [{ matchExpressions: [{ key: 'a', operator: 'Exists' }] }, true],
    [{ matchExpressions: [{ key: 'a', operator: 'DoesNotExist' }] }, false],
  ])('%j selects {a: b}: %s', (selector, expected) => expect(selects(selector, { a: 'b' })).toBe(expected));
});

import { podSecurityProblems } from './pod-security';
import { JsonObject, Manifest } from './schema/schema';

const CONFINED = {
  securityContext: { runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' } },
  containers: [{ name: 'app', image: 'app', securityContext: { allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] }, readOnlyRootFilesystem: true } }],
};

/** A pod as confined as can be, but for what is said. */
function pod(more: JsonObject = {}, container: JsonObject = {}, context: JsonObject = {}, metadata: JsonObject = {}): Manifest {
  const [app] = CONFINED.containers;
  const containers = [{ ...app, ...container, securityContext: { ...app.securityContext, ...context } }];
  return { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'p', ...metadata }, spec: { ...CONFINED, containers, ...more } } as Manifest;
}

const ofPod = (context: JsonObject) => pod({ securityContext: { ...CONFINED.securityContext, ...context } });

describe('the judge of pods', () => {
  test('has nothing against a pod that is as confined as can be, whether the pod says it or the container', () => {
    expect(podSecurityProblems([pod()])).toEqual([]);
    expect(podSecurityProblems([pod({ securityContext: undefined }, {}, { ...CONFINED.securityContext, capabilities: { drop: ['ALL'], add: ['NET_BIND_SERVICE'] } })])).toEqual([]);
    const volumes = [{ name: 'a', emptyDir: {} }, { name: 'b', configMap: { name: 'b' } }, { name: 'c', projected: {} }, { name: 'd' }];
    const sysctls = { ...CONFINED.securityContext, sysctls: [{ name: 'net.ipv4.tcp_syncookies', value: '1' }] };
    expect(podSecurityProblems([pod({ volumes, securityContext: sysctls }, { readinessProbe: { httpGet: { path: '/', port: 80 } } })])).toEqual([]);
  });

  test.each([
    ['nothing that says so', pod({ securityContext: undefined }), ['may run as root', 'has the seccomp profile of the node']],
    ['runAsNonRoot taken back by the container', pod({}, {}, { runAsNonRoot: false }), ['may run as root']],
    ['user 0', ofPod({ runAsUser: 0 }), ['runs as user 0']],
    ['user 0 of a container', pod({}, {}, { runAsUser: 0 }), ['runs as user 0']],
    ['privilege escalation', pod({}, {}, { allowPrivilegeEscalation: undefined }), ['may gain privileges']],
    ['privileges', pod({}, {}, { privileged: true }), ['is privileged']],
    ['capabilities that are not dropped', pod({}, {}, { capabilities: { drop: ['NET_RAW'] } }), ['keeps capabilities']],
    ['capabilities that are added', pod({}, {}, { capabilities: { drop: ['ALL'], add: ['NET_ADMIN'] } }), ['adds NET_ADMIN']],
    ['no seccomp profile', pod({}, {}, { seccompProfile: { type: 'Unconfined' } }), ['has the seccomp profile Unconfined']],
    ['a root file system that can be written', pod({}, {}, { readOnlyRootFilesystem: false }), ['writes to its root file system']],
    ['an unmasked /proc', pod({}, {}, { procMount: 'Unmasked' }), ['mounts /proc Unmasked']],
    ['a port of the node', pod({}, { ports: [{ containerPort: 80, hostPort: 8080 }] }), ['takes port 8080 of the node']],
    ['a probe of another host', pod({}, { livenessProbe: { tcpSocket: { host: '10.0.0.1', port: 80 } } }), ['lets the node ask 10.0.0.1']],
    ['a hook of another host', pod({}, { lifecycle: { preStop: { httpGet: { host: '10.0.0.1', port: 80 } } } }), ['lets the node ask 10.0.0.1']],
    ['an AppArmor profile', pod({}, {}, { appArmorProfile: { type: 'Unconfined' } }), ['has the AppArmor profile Unconfined']],
    ['an SELinux type and user', pod({}, {}, { seLinuxOptions: { type: 'spc_t', user: 'u' } }), ['has the SELinux type spc_t', 'has a SELinux user']],
    ['a process of the node', pod({}, {}, { windowsOptions: { hostProcess: true } }), ['is a process of the node']],
  ])('fails a container with %s', (_what, object, problems) => {
    expect(podSecurityProblems([object])).toEqual(problems.map(problem => `Pod p: container app ${problem}`));
  });

  test.each<[string, Manifest, string]>([
    ['the node\'s network', pod({ hostNetwork: true }), 'shares the node by hostNetwork'],
    ['the node\'s processes', pod({ hostPID: true }), 'shares the node by hostPID'],
    ['the node\'s memory', pod({ hostIPC: true }), 'shares the node by hostIPC'],
    ['a path of the node', pod({ volumes: [{ name: 'a', hostPath: { path: '/' } }] }), 'volume a is a hostPath'],
    ['a volume of a kind that is not allowed', pod({ volumes: [{ name: 'a', nfs: { server: 'a', path: '/' } }] }), 'volume a is a nfs'],
    ['settings of the kernel', ofPod({ sysctls: [{ name: 'kernel.msgmax', value: '1' }] }), 'sets kernel.msgmax'],
    ['an AppArmor annotation', pod({}, {}, {}, { annotations: { 'container.apparmor.security.beta.kubernetes.io/app': 'unconfined' } }),
      'container.apparmor.security.beta.kubernetes.io/app is unconfined'],
  ])('fails a pod with %s', (_what, object, problem) => {
    expect(podSecurityProblems([object])).toEqual([`Pod p: ${problem}`]);
  });

  test('finds the pods of each kind of workload, and all their containers', () => {
    const template = { spec: { ...CONFINED, initContainers: [{ name: 'init', image: 'init' }] } };
    const workload = (kind: string, spec: object) => ({ apiVersion: 'v1', kind, metadata: { name: 'w' }, spec }) as Manifest;
    const kinds = ['Deployment', 'StatefulSet', 'DaemonSet', 'ReplicaSet', 'ReplicationController', 'Job'];
    const found = podSecurityProblems([...kinds.map(kind => workload(kind, { template })), workload('CronJob', { jobTemplate: { spec: { template } } }), workload('Service', {})]);
    expect(found.filter(one => one.endsWith('init keeps capabilities'))).toEqual([...kinds, 'CronJob'].map(kind => `${kind} w: container init keeps capabilities`));
  });
});

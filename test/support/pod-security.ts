import { Manifest, nameOf } from './schema';
import { JsonObject } from './schema/schema';

/**
 * What the pods that some objects make have against them, by Kubernetes' Pod Security Standard 'restricted'
 * (https://kubernetes.io/docs/concepts/security/pod-security-standards), and beyond it by a root file system that can be written.
 */
export function podSecurityProblems(objects: readonly Manifest[]): string[] {
  return objects.flatMap(object => {
    const template = podTemplateOf(object);
    return template ? problemsOf(template).map(problem => `${nameOf(object)}: ${problem}`) : [];
  });
}

/** The metadata and the spec of the pods that an object makes; undefined where it makes none. */
export function podTemplateOf({ kind, metadata, spec }: JsonObject): { metadata: JsonObject; spec: JsonObject } | undefined {
  const template = kind === 'Pod' ? { metadata, spec } : kind === 'CronJob' ? spec.jobTemplate.spec.template : MAKES_PODS.has(kind) ? spec.template : undefined;
  return template && { metadata: template.metadata ?? {}, spec: template.spec };
}

export function containersOf(spec: JsonObject): JsonObject[] {
  return [...spec.initContainers ?? [], ...spec.containers ?? [], ...spec.ephemeralContainers ?? []];
}

const MAKES_PODS = new Set(['Deployment', 'StatefulSet', 'DaemonSet', 'ReplicaSet', 'ReplicationController', 'Job']);
const HOST_NAMESPACES = ['hostNetwork', 'hostPID', 'hostIPC'];
const VOLUMES = ['configMap', 'csi', 'downwardAPI', 'emptyDir', 'ephemeral', 'persistentVolumeClaim', 'projected', 'secret'];
const HANDLERS = ['livenessProbe', 'readinessProbe', 'startupProbe'];
const APP_ARMOR = ['RuntimeDefault', 'Localhost'];
const SELINUX = ['container_t', 'container_init_t', 'container_kvm_t', 'container_engine_t', ''];
const SYSCTLS = [
  'kernel.shm_rmid_forced', 'net.ipv4.ip_local_port_range', 'net.ipv4.ip_local_reserved_ports', 'net.ipv4.ip_unprivileged_port_start', 'net.ipv4.tcp_syncookies', 'net.ipv4.ping_group_range',
  'net.ipv4.tcp_keepalive_time', 'net.ipv4.tcp_fin_timeout', 'net.ipv4.tcp_keepalive_intvl', 'net.ipv4.tcp_keepalive_probes', 'net.ipv4.tcp_rmem', 'net.ipv4.tcp_wmem',
];

function problemsOf({ metadata, spec }: { metadata: JsonObject; spec: JsonObject }): string[] {
  const pod = spec.securityContext ?? {};
  return [
    ...HOST_NAMESPACES.filter(field => spec[field]).map(field => `shares the node by ${field}`),
    ...(spec.volumes ?? []).map(({ name, ...source }: JsonObject) => ({ name, kind: Object.keys(source)[0] ?? 'emptyDir' }))
      .filter(({ kind }: { kind: string }) => !VOLUMES.includes(kind)).map(({ name, kind }: { name: string; kind: string }) => `volume ${name} is a ${kind}`),
    ...(pod.sysctls ?? []).filter(({ name }: JsonObject) => !SYSCTLS.includes(name)).map(({ name }: JsonObject) => `sets ${name}`),
    ...Object.entries(metadata.annotations ?? {})
      .filter(([key, value]) => key.startsWith('container.apparmor.security.beta.kubernetes.io/') && !/^(runtime\/default|localhost\/.+)$/.test(String(value)))
      .map(([key, value]) => `${key} is ${value}`),
    ...contextProblems(pod),
    ...containersOf(spec).flatMap(container => containerProblems(container, pod).map(problem => `container ${container.name} ${problem}`)),
  ];
}

function containerProblems(container: JsonObject, pod: JsonObject): string[] {
  const own = container.securityContext ?? {};
  const { runAsNonRoot, runAsUser, seccompProfile } = { ...pod, ...own };
  const { add = [], drop = [] } = own.capabilities ?? {};
  const handlers = [...HANDLERS.map(name => container[name]), container.lifecycle?.preStop, container.lifecycle?.postStart];
  return [
    ...(runAsNonRoot === true ? [] : ['may run as root']),
    ...(runAsUser === 0 ? ['runs as user 0'] : []),
    ...(own.allowPrivilegeEscalation === false ? [] : ['may gain privileges']),
    ...(own.privileged ? ['is privileged'] : []),
    ...(drop.includes('ALL') ? [] : ['keeps capabilities']),
    ...add.filter((one: string) => one !== 'NET_BIND_SERVICE').map((one: string) => `adds ${one}`),
    ...(seccompProfile?.type === 'RuntimeDefault' ? [] : [`has the seccomp profile ${seccompProfile?.type ?? 'of the node'}`]),
    ...(own.readOnlyRootFilesystem === true ? [] : ['writes to its root file system']),
    ...(own.procMount && own.procMount !== 'Default' ? [`mounts /proc ${own.procMount}`] : []),
    ...(container.ports ?? []).filter(({ hostPort }: JsonObject) => hostPort).map(({ hostPort }: JsonObject) => `takes port ${hostPort} of the node`),
    ...handlers.map(one => one?.httpGet?.host ?? one?.tcpSocket?.host).filter(host => host).map(host => `lets the node ask ${host}`),
    ...contextProblems(own),
  ];
}

/** What is the same for pods and containers. */
function contextProblems({ appArmorProfile, seLinuxOptions = {}, windowsOptions }: JsonObject): string[] {
  return [
    ...(appArmorProfile && !APP_ARMOR.includes(appArmorProfile.type) ? [`has the AppArmor profile ${appArmorProfile.type}`] : []),
    ...(seLinuxOptions.type !== undefined && !SELINUX.includes(seLinuxOptions.type) ? [`has the SELinux type ${seLinuxOptions.type}`] : []),
    ...['user', 'role'].filter(field => seLinuxOptions[field]).map(field => `has a SELinux ${field}`),
    ...(windowsOptions?.hostProcess ? ['is a process of the node'] : []),
  ];
}

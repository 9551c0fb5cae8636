import * as kplus from 'cdk8s-plus-27';
import { Json } from '../core/mesh-object';

/** Removed from the output where they say what Kubernetes does anyway. */
const KUBERNETES_DEFAULTS: Json = { restartPolicy: 'Always', dnsPolicy: 'ClusterFirst', hostNetwork: false, setHostnameAsFQDN: false };

const PROBES = ['startupProbe', 'readinessProbe', 'livenessProbe'];

/** What a pod template of ours says beside what cdk8s-plus renders. */
export interface PodDefaults {
  readonly labels: Json;
  readonly annotations: Json;
  readonly serviceAccountName: string;
  /** Seconds for which a stopping container goes on serving before it is told to stop. */
  readonly drainSeconds: number;
  readonly topologySpreadConstraints?: Json[];
  /** Containers whose pull policy was given; for the others Kubernetes decides by the image's tag. */
  readonly pullPolicyGiven: ReadonlySet<string>;
}

/** Turns the spec of a Deployment as cdk8s-plus renders it into ours. Answers a new object. */
export function withPodDefaults(spec: Json, defaults: PodDefaults): Json {
  const { minReadySeconds, progressDeadlineSeconds, template, ...rest } = spec;
  const { [kplus.Pod.ADDRESS_LABEL]: _address, ...labels } = template.metadata?.labels ?? {};
  const annotations = { ...defaults.annotations, ...template.metadata?.annotations };
  return {
    ...rest,
    ...(minReadySeconds === 0 ? {} : { minReadySeconds }),
    ...(progressDeadlineSeconds === 600 ? {} : { progressDeadlineSeconds }),
    template: {
      metadata: { ...template.metadata, labels: { ...labels, ...defaults.labels }, annotations },
      spec: podSpec(template.spec, defaults),
    },
  };
}

function podSpec(spec: Json, defaults: PodDefaults): Json {
  const { securityContext: { fsGroupChangePolicy, ...securityContext } = {} as Json, ...rest } = spec;
  const kept = Object.fromEntries(Object.entries(rest).filter(([field, value]) => KUBERNETES_DEFAULTS[field] !== value));
  return {
    ...kept,
    serviceAccountName: defaults.serviceAccountName,
    securityContext: {
      seccompProfile: { type: 'RuntimeDefault' },
      ...(fsGroupChangePolicy === 'Always' ? {} : { fsGroupChangePolicy }),
      ...securityContext,
    },
    topologySpreadConstraints: defaults.topologySpreadConstraints,
    containers: spec.containers.map((one: Json) => draining(container(one, defaults), defaults.drainSeconds)),
    initContainers: spec.initContainers?.map((one: Json) => container(one, defaults)),
  };
}

/** As cdk8s-plus has it (non-root, read-only root file system), and without capabilities. */
function container(spec: Json, defaults: PodDefaults): Json {
  const { imagePullPolicy, securityContext: { privileged, capabilities, ...securityContext }, ...rest } = spec;
  return {
    ...rest,
    ...Object.fromEntries(PROBES.filter(probe => rest[probe]).map(probe => [probe, withoutDefaults(rest[probe])])),
    ...(defaults.pullPolicyGiven.has(spec.name) ? { imagePullPolicy } : {}),
    securityContext: { ...securityContext, ...(privileged ? { privileged } : {}), capabilities: withoutPrefix({ drop: ['ALL'], ...capabilities }) },
  };
}

/** cdk8s-plus writes Linux' names (CAP_NET_ADMIN), Kubernetes takes them without the prefix. */
function withoutPrefix(capabilities: { readonly [verb: string]: string[] }): Json {
  return Object.fromEntries(Object.entries(capabilities).map(([verb, names]) => [verb, names?.map(name => name.replace(/^CAP_/, ''))]));
}

function withoutDefaults({ failureThreshold, ...probe }: Json): Json {
  return failureThreshold === 3 ? probe : { ...probe, failureThreshold };
}

/**
 * A stopping pod is still sent requests until every proxy knows that it goes. The container sleeps that long before it gets
 * its signal, by Kubernetes' own handler: an exec hook would need a `sleep` in the image.
 */
function draining(spec: Json, seconds: number): Json {
  return spec.lifecycle?.preStop || seconds === 0 ? spec : { ...spec, lifecycle: { ...spec.lifecycle, preStop: { sleep: { seconds } } } };
}

/** The proxy's part where it is an ordinary container; with native sidecars Kubernetes orders start and stop, and this has no effect. */
export function proxyConfig(drainSeconds: number): string {
  return [
    'holdApplicationUntilProxyStarts: true',
    'proxyMetadata:',
    '  EXIT_ON_ZERO_ACTIVE_CONNECTIONS: "true"',
    `  MINIMUM_DRAIN_DURATION: ${drainSeconds + 5}s`,
    '',
  ].join('\n');
}

import { Duration, Size } from 'cdk8s';
import * as kplus from 'cdk8s-plus-27';
import { Construct } from 'constructs';
import { addAutoscaler, minReplicasOf } from './autoscaling';
import { DisruptionBudget } from './disruption-budget';
import { proxyConfig, withPodDefaults } from './pod-defaults';
import { ResolvedPort, trafficOf } from './port';
import { ServiceVersionProps } from './service-version-props';
import { TopologySpread } from './topology-spread';
import { VersionDeployment } from './version-deployment';
import { VersionWorkload } from './version-workload';
import { fail, show } from '../core/errors';
import { checkAtLeast, wholeSeconds } from '../core/values';

/** cdk8s-plus would ask for a whole CPU, and limit it, which a pod of the mesh seldom needs. */
const RESOURCES: kplus.ContainerResources = { cpu: { request: kplus.Cpu.millis(100) }, memory: { request: Size.mebibytes(128) } };

/** What a version needs to know of its service. */
export interface VersionOwner {
  readonly serviceName: string;
  readonly namespace: string;
  readonly serviceAccountName: string;
  readonly podLabels: { [name: string]: string };
  readonly ports: readonly ResolvedPort[];
}

/** Writes the Deployment of a version and what belongs to it. */
export function deployVersion(scope: Construct, owner: VersionOwner, version: string, props: ServiceVersionProps): VersionWorkload {
  const replicas = replicasOf(scope, props);
  const reserved = Object.keys(props.podLabels ?? {}).find(label => label === 'version' || label in owner.podLabels);
  if (reserved !== undefined) {
    fail(scope, `podLabels has ${show(reserved)}, by which the service and its subsets tell pods: remove it, the version writes it itself`);
  }
  const drainSeconds = wholeSeconds(scope, 'drain', props.drain ?? Duration.seconds(10), 0);
  const graceSeconds = wholeSeconds(scope, 'terminationGracePeriod', props.terminationGracePeriod ?? Duration.seconds(drainSeconds + 30), 1);
  if (graceSeconds <= drainSeconds) {
    fail(scope, `terminationGracePeriod of ${graceSeconds} s is not longer than drain of ${drainSeconds} s: the application would be killed while it serves; add the time that it takes to stop`);
  }
  const containers = containersOf(scope, owner, props);
  const matchLabels = { ...owner.podLabels, version };
  const name = `${owner.serviceName}-${version}`;
  const where = { name, namespace: owner.namespace, labels: matchLabels };
  const several = replicas >= 2;
  const spread = props.topologySpread ?? (several ? TopologySpread.preferred() : TopologySpread.none());

  const deployment = new VersionDeployment(scope, 'Resource', {
    ...where,
    matchLabels,
    deployment: {
      replicas,
      containers: containers.main,
      initContainers: containers.init,
      securityContext: props.podSecurityContext,
      terminationGracePeriod: Duration.seconds(graceSeconds),
      podMetadata: { labels: props.podLabels, annotations: props.podAnnotations },
      strategy: kplus.DeploymentStrategy.rollingUpdate({ maxUnavailable: kplus.PercentOrAbsolute.absolute(0) }),
    },
    finish: spec => withPodDefaults(spec, {
      labels: matchLabels,
      annotations: { 'proxy.istio.io/config': proxyConfig(drainSeconds) },
      serviceAccountName: owner.serviceAccountName,
      drainSeconds,
      topologySpreadConstraints: spread._constraints(matchLabels),
      pullPolicyGiven: containers.pullPolicyGiven,
    }),
  });
  if (props.autoscaling) {
    deployment.markHasAutoscaler();
    addAutoscaler(scope, where, props.autoscaling);
  }
  const budget = props.disruptionBudget ?? (several ? DisruptionBudget.maxUnavailable(1) : DisruptionBudget.none());
  budget._apply(scope, { ...where, matchLabels, replicas });
  return { subsetLabels: { version }, podLabels: matchLabels, serviceAccountName: owner.serviceAccountName, replicas, deployment };
}

function replicasOf(scope: Construct, props: ServiceVersionProps): number {
  if (props.autoscaling) {
    if (props.replicas !== undefined) {
      fail(scope, `replicas ${props.replicas} and autoscaling exclude each other: give autoscaling.minReplicas instead`);
    }
    return minReplicasOf(scope, props.autoscaling);
  }
  return checkAtLeast(scope, 'replicas', props.replicas ?? 2, 0);
}

function containersOf(scope: Construct, owner: VersionOwner, props: ServiceVersionProps) {
  if ((props.image === undefined) === (props.container === undefined)) {
    fail(scope, props.image === undefined ? 'has neither image nor container: give one of them' : `has image ${show(props.image)} and container: give the image in container.image alone`);
  }
  const { port: shortPort, portNumber = shortPort, ...given } = props.container ?? { image: props.image! };
  const ports = [...(given.ports ?? [])];
  if (portNumber !== undefined && !owner.ports.some(port => port.targetPort === portNumber)) {
    ports.push({ number: portNumber });
  }
  for (const port of owner.ports) {
    const protocol = trafficOf(port.protocol) === 'udp' ? kplus.Protocol.UDP : undefined;
    if (!ports.some(other => other.number === port.targetPort && (other.protocol ?? kplus.Protocol.TCP) === (protocol ?? kplus.Protocol.TCP))) {
      ports.push({ number: port.targetPort, name: port.name, protocol });
    }
  }
  const probed = owner.ports.find(port => trafficOf(port.protocol) !== 'udp');
  const main: kplus.ContainerProps = {
    name: owner.serviceName,
    readiness: probed && kplus.Probe.fromTcpSocket({ port: probed.targetPort }),
    resources: RESOURCES,
    ...given,
    ports,
    volumeMounts: [...(given.volumeMounts ?? []), ...(props.writablePaths ?? []).map(path => writable(scope, path))],
  };
  const all = [main, ...(props.extraContainers ?? []).map((one, index) => ({ name: `extra-${index}`, resources: RESOURCES, ...one }))];
  const init = (props.initContainers ?? []).map((one, index) => ({ name: `init-${index}`, resources: RESOURCES, ...one }));
  const names = [...all, ...init].map(one => one.name!);
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice !== undefined) {
    fail(scope, `has two containers ${show(twice)}: give each container of the pod a name of its own`);
  }
  return { main: all, init, pullPolicyGiven: new Set([...all, ...init].filter(one => one.imagePullPolicy !== undefined).map(one => one.name!)) };
}

function writable(scope: Construct, path: string): kplus.VolumeMount {
  const name = path.toLowerCase().replace(/[^a-z0-9]+/g, '-').replace(/^-/, '').slice(0, 63).replace(/-$/, '');
  if (!path.startsWith('/') || name === '') {
    fail(scope, `writablePaths ${show(path)} is not an absolute path below the root: write for example '/tmp'`);
  }
  if (scope.node.tryFindChild(`writable-${name}`)) {
    fail(scope, `writablePaths ${show(path)} would make a second volume '${name}': name each path once, and mount those that read alike by container.volumeMounts`);
  }
  return { path, volume: kplus.Volume.fromEmptyDir(scope, `writable-${name}`, name) };
}

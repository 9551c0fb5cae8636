import { Duration } from 'cdk8s';
import * as kplus from 'cdk8s-plus-27';
import { Construct } from 'constructs';
import { addAutoscaler, minReplicasOf } from './autoscaling';
import { DisruptionBudget } from './disruption-budget';
import { proxyConfig, withPodDefaults } from './pod-defaults';
import { ResolvedPort } from './port';
import { ServiceVersionProps } from './service-version-props';
import { TopologySpread } from './topology-spread';
import { containersOf } from './version-containers';
import { VersionDeployment } from './version-deployment';
import { VersionWorkload, withoutProxy } from './version-workload';
import { fail, show } from '../core/errors';
import { checkAtLeast, wholeSeconds } from '../core/values';

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
  const metadata = { labels: props.podLabels, annotations: props.podAnnotations };
  return {
    subsetLabels: { version },
    podLabels: matchLabels,
    serviceAccountName: owner.serviceAccountName,
    replicas,
    deployment,
    withoutProxy: withoutProxy({ metadata }),
  };
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

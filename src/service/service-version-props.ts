import { Duration } from 'cdk8s';
import * as kplus from 'cdk8s-plus-27';
import { Autoscaling } from './autoscaling';
import { DisruptionBudget } from './disruption-budget';
import { LoadBalancing } from './load-balancing';
import { TopologySpread } from './topology-spread';

/**
 * What a version of a service runs, and how.
 */
export interface ServiceVersionProps {
  /**
   * The image of the one container, short for `container: { image }`.
   *
   * @default - `container` says it
   */
  readonly image?: string;

  /**
   * The container that serves, with everything that cdk8s-plus knows of containers. Differing from cdk8s-plus: it is named
   * after the service, has the service's ports, a TCP readiness probe on the first of them, requests of 100m CPU and 128Mi
   * without limits, no capabilities, and the pull policy that Kubernetes chooses by the tag.
   *
   * @default - only `image`
   */
  readonly container?: kplus.ContainerProps;

  /**
   * Environment variables of the container, short for `container.envVariables` with plain values.
   *
   * @default - none
   */
  readonly env?: { [name: string]: string };

  /**
   * The path that answers 2xx or 3xx when the application can serve (`readinessProbe.httpGet` on the service's first HTTP port).
   *
   * @default - ready when the first port is open, or as `container.readiness` says
   */
  readonly readinessPath?: string;

  /**
   * Directories that the container may write to; each is an empty volume of the pod. The root file system is read-only.
   *
   * @default - none
   */
  readonly writablePaths?: string[];

  /**
   * Further containers beside it in the pod, named 'extra-0' and so on. They too request 100m CPU and 128Mi where they do not say it.
   *
   * @default - none
   */
  readonly extraContainers?: kplus.ContainerProps[];

  /**
   * Containers that run before it, named 'init-0' and so on, with the same requests.
   *
   * @default - none
   */
  readonly initContainers?: kplus.ContainerProps[];

  /**
   * The number of pods. Not together with `autoscaling`.
   *
   * @default 2
   */
  readonly replicas?: number;

  /**
   * The number of pods by their load.
   *
   * @default - a fixed number, `replicas`
   */
  readonly autoscaling?: Autoscaling;

  /**
   * How many pods may be away while nodes are drained.
   *
   * @default - `DisruptionBudget.maxUnavailable(1)` with two pods or more, none with one
   */
  readonly disruptionBudget?: DisruptionBudget;

  /**
   * How the pods are spread over zones and nodes.
   *
   * @default - `TopologySpread.preferred()` with two pods or more, none with one
   */
  readonly topologySpread?: TopologySpread;

  /**
   * For how long a stopping pod goes on serving, until every proxy knows that it goes (`preStop.sleep`). Whole seconds; zero
   * switches it off.
   *
   * @default Duration.seconds(10)
   */
  readonly drain?: Duration;

  /**
   * For how long a pod may stop before it is killed, `drain` included (`terminationGracePeriodSeconds`).
   *
   * @default - `drain` and 30 seconds
   */
  readonly terminationGracePeriod?: Duration;

  /**
   * The pod's own security context.
   *
   * @default - non-root, seccomp profile RuntimeDefault
   */
  readonly podSecurityContext?: kplus.PodSecurityContextProps;

  /**
   * How callers choose among the version's pods (`trafficPolicy.loadBalancer` of its subset).
   *
   * @default - as among all pods of the service
   */
  readonly loadBalancing?: LoadBalancing;

  /**
   * Labels of the pods beside `app` and `version`, which are written already.
   *
   * @default - none
   */
  readonly podLabels?: { [name: string]: string };

  /**
   * Annotations of the pods.
   *
   * @default - the proxy's start and stop for clusters without native sidecars (`proxy.istio.io/config`)
   */
  readonly podAnnotations?: { [name: string]: string };

  /**
   * Whether the version is on its way out: it keeps its pods and its subset, and no route may lead to it. Remove it
   * in a later apply, when every proxy has the new routes; doing both at once loses requests.
   *
   * @default false
   */
  readonly retiring?: boolean;
}

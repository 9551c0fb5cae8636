import { Construct } from 'constructs';
import { OutlierDetection } from './outlier-detection';
import { layOver } from './request-policy';
import { retriesJson } from './retries';
import { fail, show } from '../core/errors';
import { speakGrpcAlone, trafficOf } from '../service/port';
import { ServiceVersion } from '../service/service-version';

/**
 * What stands in for a version whose pods fail.
 */
export interface VersionFailoverProps {
  /**
   * The version that takes the requests as long as its pods are well. All other versions of its service stand in, each pod alike.
   */
  readonly version: ServiceVersion;

  /**
   * When a pod counts as failed (`trafficPolicy.outlierDetection`).
   *
   * @default - OutlierDetection.failingPods(), with a share that lets all pods of the version be ejected and those that stand in stay
   */
  readonly ejection?: OutlierDetection;

  /**
   * Whether requests that meet a failed pod before it is ejected are repeated, by a pod that stands in from the second try on: twice, after 'connect-failure',
   * 'refused-stream' and, where that does no harm, 'gateway-error' and 'reset' (`Retries`). Say false where policies of the service set retries; let
   * these have `remoteLocalities`.
   *
   * @default true
   */
  readonly retries?: boolean;
}

/**
 * Lets the other versions of a service stand in when the pods of one fail: callers' proxies prefer its pods, leave out those that fail, and go on to the others
 * (`localityLbSetting.failoverPriority` by the version's label). Routes stay what they are, a canary's split too.
 *
 * The version's subset takes in all pods of the service for that. When some of its pods are ejected, Envoy sends a part of the requests on as soon as fewer than
 * five of seven are left.
 */
export class VersionFailover extends Construct {
  constructor(scope: Construct, id: string, props: VersionFailoverProps) {
    super(scope, id);
    const { version } = props;
    const { _service: service, versionName } = version;
    if (version.retiring) {
      fail(this, `prefers version ${show(versionName)}, which is retiring and takes no requests: use a version that stays`);
    }
    const failoverPriority = Object.entries(version._workload.subsetLabels).map(([name, value]) => `${name}=${value}`);
    service._addTrafficPolicy({
      owner: this,
      version: versionName,
      fields: {
        loadBalancer: { localityLbSetting: { failoverPriority } },
        ...(props.ejection ?? OutlierDetection.failingPods())._toJson(this, () => this.shareOf(version)),
      },
    });
    service._takesAllPods(versionName);
    if ((props.retries ?? true) && service._ports.some(({ protocol }) => trafficOf(protocol) === 'http')) {
      const grpcAlone = speakGrpcAlone(service._ports);
      const retryOn = ['connect-failure', 'refused-stream', ...(grpcAlone ? [] : ['gateway-error', 'reset'])];
      const retries = retriesJson(this, { attempts: 2, retryOn, remoteLocalities: true }, undefined, grpcAlone);
      layOver(this, { service }, { retries });
    }
    this.node.addValidation({ validate: () => this.problems(version, props.ejection) });
  }

  /** The pods of the version among all, in percent, rounded up: so many may be ejected. */
  private shareOf(version: ServiceVersion): number {
    const replicas = version._service._replicas();
    const all = [...replicas.values()].reduce((sum, count) => sum + count, 0);
    return Math.ceil(100 * (replicas.get(version.versionName) ?? 0) / all) || 50;
  }

  private problems({ _service: service, versionName }: ServiceVersion, ejection: OutlierDetection | undefined): string[] {
    const versions = service._knownVersions;
    const others = versions.filter(one => one.versionName !== versionName);
    const retiring = others.filter(one => one.retiring);
    if (others.length === 0) {
      return [`has no other version of '${service.node.path}' that could stand in for ${show(versionName)}: add one`];
    }
    if (retiring.length > 0) {
      return [`would let version ${show(retiring[0].versionName)} of '${service.node.path}' stand in, which is retiring: remove the failover until that version is gone, or its 'retiring'`];
    }
    // Labels cannot leave the pods of one version out of a subset that has those of all.
    const out = others.find(one => service._suspensionOf(one.versionName));
    if (out) {
      return [`would let version ${show(out.versionName)} of '${service.node.path}' stand in, which '${service._suspensionOf(out.versionName)!.owner.node.path}' suspends: remove the failover until that version is back`];
    }
    const suspension = service._suspensionOf(versionName);
    if (suspension?.unsaid) {
      return [`prefers version ${show(versionName)}, which '${suspension.owner.node.path}' suspends: other versions stand in for pods that fail and for no suspended version; say what gets its requests, by instead of the Suspend (RouteAction.toVersion), or remove the failover until that version is back`];
    }
    const replicas = service._replicas();
    if (!ejection && replicas.size < versions.length) {
      const unknown = versions.filter(one => !replicas.has(one.versionName)).map(one => show(one.versionName)).join(', ');
      return [`does not know how many pods ${unknown} has, so not which share of the pods may be ejected: give ejection, with a maxEjectionPercent`];
    }
    return [];
  }
}

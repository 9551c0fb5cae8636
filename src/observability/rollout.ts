import { IConstruct } from 'constructs';
import { fail } from '../core/errors';
import { BlueGreenService } from '../service/blue-green-service';
import { IMeshService } from '../service/i-mesh-service';
import { ServiceVersion } from '../service/service-version';
import { CanaryRoute } from '../traffic/canary-route';

/** Where the proxies take a pod's version from, in Istio's order. */
const VERSION_LABELS = ['service.istio.io/canonical-revision', 'app.kubernetes.io/version', 'version'];

/**
 * Two versions of a service of which one may replace the other.
 */
export class Rollout {
  /**
   * The two versions of a canary.
   *
   * @param route the canary
   */
  public static canary(route: CanaryRoute): Rollout {
    return new Rollout(route.stable, route.canary);
  }

  /**
   * The two colours of a service: the live one, and the idle one as the candidate.
   *
   * @param service the service
   */
  public static blueGreen(service: BlueGreenService): Rollout {
    return new Rollout(service.live, service.idle);
  }

  /** @internal */
  public readonly _service: IMeshService;

  private constructor(private readonly stable: ServiceVersion, private readonly candidate: ServiceVersion) {
    this._service = stable.service;
  }

  /** @internal the versions as proxies report them (`destination_version`) */
  public _versions(scope: IConstruct): { readonly stable: string; readonly candidate: string } {
    const [stable, candidate] = [reported(scope, this.stable), reported(scope, this.candidate)];
    if (stable === candidate) {
      fail(scope, `sets '${this.stable.node.path}' and '${this.candidate.node.path}' side by side, and proxies report both as version '${stable}': give their pods different labels 'version'`);
    }
    return { stable, candidate };
  }
}

function reported(scope: IConstruct, version: ServiceVersion): string {
  const labels = version.podLabels;
  const label = VERSION_LABELS.find(name => labels[name] !== undefined)
    ?? fail(scope, `compares '${version.node.path}', whose pods are known by no label 'version', from which proxies take what they report: adopt them by that label`);
  return labels[label];
}

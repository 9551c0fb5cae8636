import { Construct } from 'constructs';
import { cookieName, handOut, StickyCookie } from './sticky-cookie';
import { fail, show } from '../core/errors';
import { checkWeight } from '../core/values';
import { ALWAYS, Conjunction } from '../routing/conjunction';
import { SplitDestination } from '../routing/contribution';
import { conjunctionsOf, RouteMatch } from '../routing/route-match';
import { ServiceVersion } from '../service/service-version';

/**
 * A version on trial beside the one that serves.
 */
export interface CanaryRouteProps {
  /**
   * The version that serves.
   */
  readonly stable: ServiceVersion;

  /**
   * The version on trial, of the same service.
   */
  readonly canary: ServiceVersion;

  /**
   * The canary's share of requests in percent, a whole number from 0 to 100 (`route.weight`). Connections, for ports
   * that do not speak HTTP.
   */
  readonly weight: number;

  /**
   * Requests that always reach the canary, whatever the weight: those that meet one of the matches (`match`).
   *
   * @default - none
   */
  readonly match?: RouteMatch[];

  /**
   * Keeps a client with the version that it first came to. At weight 0 clients that hold the canary's cookie go to the stable version,
   * at weight 100 those that hold the stable version's go to the canary; between, each stays where it is.
   *
   * @default - each request is decided anew
   */
  readonly sticky?: StickyCookie;

  /**
   * The place of `match` and of held cookies where they overlap another construct's match and neither is the more specific:
   * the lower goes first.
   *
   * @default 0
   */
  readonly order?: number;

  /**
   * The ports of the service that the canary is for; the others stay with the service's first version.
   *
   * @default - all
   */
  readonly ports?: number[];

  /**
   * The name of the weighted route in the VirtualService.
   *
   * @default - the construct's id
   */
  readonly name?: string;
}

/**
 * Sends a share of a service's requests to a version on trial, in the mesh and at every gateway that exposes the service.
 *
 * Every rule names both versions, 100 and 0 too, so a change of the weight changes weights in the output and nothing else.
 */
export class CanaryRoute extends Construct {
  /**
   * The version that serves.
   */
  public readonly stable: ServiceVersion;

  /**
   * The version on trial.
   */
  public readonly canary: ServiceVersion;

  constructor(scope: Construct, id: string, props: CanaryRouteProps) {
    super(scope, id);
    const { stable, canary, sticky } = props;
    const weight = checkWeight(this, 'weight', props.weight);
    if (stable.service !== canary.service) {
      fail(this, `stable is a version of '${stable.service.node.path}', canary of '${canary.service.node.path}': use two versions of one service`);
    }
    if (stable === canary) {
      fail(this, `stable and canary are both version ${show(stable.versionName)}: use two versions`);
    }
    [this.stable, this.canary] = [stable, canary];
    const [name, order] = [props.name ?? id, props.order ?? 0];
    const split = (suffix: string, match: readonly Conjunction[], canaryWeight: number, place: number, held: boolean, cookie?: StickyCookie) => {
      const destination = (version: ServiceVersion, share: number) => ({
        ...version._destination(share),
        headers: cookie && handOut(this, cookie, version.versionName),
      });
      const shares = [destination(canary, canaryWeight), destination(stable, 100 - canaryWeight)];
      canary._service._addDestination({
        owner: this,
        name: name + suffix,
        match,
        order: place,
        ports: props.ports,
        action: { kind: 'split', preference: held, get destinations() { return canary._service._hashes ? alwaysTwo(shares) : shares; } },
      });
    };
    if (props.match) {
      split('-match', conjunctionsOf(this, props.match), 100, order, false);
    }
    if (sticky) {
      const holds = (version: ServiceVersion) => RouteMatch.cookie(cookieName(this, sticky)).exact(version.versionName)._conjunctions;
      split(`-held-${canary.versionName}`, holds(canary), weight === 0 ? 0 : 100, order, true);
      split(`-held-${stable.versionName}`, holds(stable), weight === 100 ? 100 : 0, order, true);
    }
    split('', [ALWAYS], weight, 0, false, sticky);
  }
}

/**
 * Istio hashes a request once for each destination that has a share, and two rounds lead to another pod than one. So each rule has two such destinations: the
 * version of a client stays the same pod, whether the weighted rule or that for its cookie sends it there, and from step to step.
 */
function alwaysTwo(shares: readonly SplitDestination[]): SplitDestination[] {
  return shares.flatMap(one => one.weight === 100 ? [{ ...one, weight: 50 }, { ...one, weight: 50 }] : [one]);
}

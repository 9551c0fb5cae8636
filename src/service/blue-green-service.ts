import { Construct } from 'constructs';
import { MeshService, MeshServiceProps } from './mesh-service';
import { Preview } from './preview';
import { ServiceVersion } from './service-version';
import { ServiceVersionProps } from './service-version-props';
import { fail, show } from '../core/errors';
import { checkAtLeast, checkWeight } from '../core/values';
import { ALWAYS, Conjunction } from '../routing/conjunction';
import { wildcardCovers } from '../routing/context';
import { conjunctionsOf } from '../routing/route-match';

/**
 * One of the two versions that a blue/green service runs side by side.
 */
export enum Colour {
  /** The version named 'blue'. */
  BLUE = 'blue',
  /** The version named 'green'. */
  GREEN = 'green',
}

/**
 * A service that runs two versions side by side, of which one is live.
 */
export interface BlueGreenServiceProps extends MeshServiceProps {
  /**
   * What the blue version runs, and how. Its size is its own and does not follow `live`.
   */
  readonly blue: ServiceVersionProps;

  /**
   * What the green version runs, and how. Its size is its own and does not follow `live`.
   */
  readonly green: ServiceVersionProps;

  /**
   * The colour that takes all requests. Changing this one word is the cutover, and changing it back the rollback: nothing in
   * the output changes but route weights.
   */
  readonly live: Colour;

  /**
   * How testers reach the idle colour.
   *
   * @default - not at all
   */
  readonly preview?: Preview;

  /**
   * The share of requests, in percent, that the idle colour takes already: a cutover in steps. A whole number from 0 to 100.
   *
   * @default 0
   */
  readonly idleWeight?: number;

  /**
   * The least number of pods that a colour must have to be live. Scaling up is a step of its own, before the cutover.
   *
   * @default 1
   */
  readonly minimumLiveReplicas?: number;
}

/**
 * A service that runs two versions, blue and green, side by side. One is live; cutover and rollback are routing alone, so
 * no request is lost.
 */
export class BlueGreenService extends MeshService {
  /**
   * The blue version.
   */
  public readonly blue: ServiceVersion;

  /**
   * The green version.
   */
  public readonly green: ServiceVersion;

  /**
   * The version that takes all requests.
   */
  public readonly live: ServiceVersion;

  /**
   * The version that waits, or that takes over in steps.
   */
  public readonly idle: ServiceVersion;

  constructor(scope: Construct, id: string, props: BlueGreenServiceProps) {
    super(scope, id, props);
    if (![Colour.BLUE, Colour.GREEN].includes(props.live)) {
      fail(this, `live ${show(props.live)} is no colour: use Colour.BLUE ('blue') or Colour.GREEN ('green')`);
    }
    const idleWeight = checkWeight(this, 'idleWeight', props.idleWeight ?? 0);
    this.blue = this.addVersion(Colour.BLUE, props.blue);
    this.green = this.addVersion(Colour.GREEN, props.green);
    [this.live, this.idle] = props.live === Colour.BLUE ? [this.blue, this.green] : [this.green, this.blue];

    const least = checkAtLeast(this, 'minimumLiveReplicas', props.minimumLiveReplicas ?? 1, 1);
    for (const version of idleWeight > 0 ? [this.live, this.idle] : [this.live]) {
      if (version.replicas! < least) {
        fail(this, `sends requests to ${version.versionName} with replicas ${version.replicas}, below the minimum of ${least}: scale ${version.versionName} up in an apply of its own first, then shift traffic`);
      }
    }
    if (props.preview) {
      this.split('preview', conjunctionsOf(this, [props.preview._match]), 100);
    }
    this.split('live', [ALWAYS], idleWeight);
    this.node.addValidation({ validate: () => this.previewProblems(props.preview?._host) });
  }

  private previewProblems(host: string | undefined): string[] {
    const served = host === undefined || [...this._publicHosts].some(one => one === host || wildcardCovers(one, host));
    return served ? [] : [`previews the idle colour under host '${host}', where no gateway exposes the service: add the host to a gateway and expose the service there`];
  }

  /** Both colours stand in every rule, in one order, so that a change of the live colour changes weights and nothing else. */
  private split(name: string, match: readonly Conjunction[], idleWeight: number): void {
    const weight = (version: ServiceVersion) => version === this.idle ? idleWeight : 100 - idleWeight;
    this._addDestination({
      owner: this,
      name: `${this.serviceName}-${name}`,
      match,
      order: 0,
      action: { kind: 'split', destinations: [this.blue, this.green].map(version => version._destination(weight(version))) },
    });
  }
}

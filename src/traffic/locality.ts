import { Construct } from 'constructs';
import { OutlierDetection } from './outlier-detection';
import { fail, show } from '../core/errors';
import { Json } from '../core/mesh-object';
import { checkWeight } from '../core/values';

/**
 * Where the callers of a region go when none of its own pods is left.
 */
export interface RegionFailover {
  /**
   * The callers' region, for example 'eu-west-1' (`from`).
   */
  readonly from: string;

  /**
   * The region that takes over (`to`).
   */
  readonly to: string;
}

/**
 * How the requests from one place are shared out over places.
 */
export interface LocalityDistribution {
  /**
   * The callers' place: 'region', 'region/zone' or 'region/zone/subzone'; the last part may be '*' (`from`).
   */
  readonly from: string;

  /**
   * The shares of places in percent, which add up to 100 (`to`). Pods elsewhere get nothing from these callers.
   */
  readonly to: { [locality: string]: number };
}

/**
 * Which pods a caller prefers by where they are (`localityLbSetting`). A place is the region and zone that Kubernetes' nodes say of themselves by
 * the labels `topology.kubernetes.io/region` and `/zone`.
 *
 * A failover happens when pods are ejected, so it comes with what ejects them: Istio ignores it otherwise, and no place is preferred.
 */
export class Locality {
  /**
   * Callers stay in their zone, then in their region, and go elsewhere when pods there fail (`failover`).
   *
   * @param ejection when a pod counts as failed
   * @param regions which region takes over from which; any other when not given
   */
  public static failover(ejection: OutlierDetection, regions: RegionFailover[] = []): Locality {
    return new Locality(scope => {
      checkRegions(scope, regions);
      return regions.length === 0 ? { enabled: true } : { failover: regions.map(({ from, to }) => ({ from, to })) };
    }, ejection);
  }

  /**
   * Callers prefer the pods of which the most labels, from the first on, are as their own (`failoverPriority`): where the first differs, a pod comes last.
   *
   * @param ejection when a pod counts as failed
   * @param labels names of labels of pods or nodes, for example 'topology.kubernetes.io/zone'; 'name=value' asks for a value instead of the caller's own
   */
  public static failoverPriority(ejection: OutlierDetection, labels: string[]): Locality {
    return new Locality(scope => {
      checkLabels(scope, labels);
      return { failoverPriority: [...labels] };
    }, ejection);
  }

  /**
   * Requests are shared out over places by weight (`distribute`), whether their pods fail or not.
   *
   * @param distributions for each of the callers' places the shares; callers elsewhere go to all pods alike
   */
  public static distribute(distributions: LocalityDistribution[]): Locality {
    return new Locality(scope => {
      if (distributions.length === 0) {
        fail(scope, 'distributes nothing: give at least one place of callers and its shares');
      }
      checkPlaces(scope, 'from', distributions.map(({ from }) => from));
      distributions.forEach(one => checkShares(scope, one));
      return { distribute: distributions.map(({ from, to }) => ({ from, to: { ...to } })) };
    });
  }

  /**
   * All pods alike, wherever they are (`enabled: false`). Without it, what ejects pods also keeps callers in their zone.
   */
  public static ignored(): Locality {
    return new Locality(() => ({ enabled: false }));
  }

  private constructor(
    private readonly json: (scope: Construct) => Json,
    /** @internal what makes it fail over */
    public readonly _ejection?: OutlierDetection,
  ) {}

  /** @internal the fields of the traffic policy */
  public _toJson(scope: Construct): Json {
    return { loadBalancer: { localityLbSetting: this.json(scope) }, ...this._ejection?._toJson(scope) };
  }
}

function checkRegions(scope: Construct, regions: readonly RegionFailover[]): void {
  for (const { from, to } of regions) {
    const wrong = [from, to].find(region => region === '' || /[/*]/.test(region));
    if (wrong !== undefined) {
      fail(scope, `failover names ${show(wrong)}, which is no region: give its name alone, for example 'eu-west-1'; within a region callers prefer their zone by themselves`);
    }
    if (from === to) {
      fail(scope, `failover from region ${show(from)} leads to itself: name the region that takes over`);
    }
  }
  const twin = regions.find(({ from }, at) => regions.findIndex(other => other.from === from) !== at);
  if (twin) {
    fail(scope, `failover from region ${show(twin.from)} is said twice, and only the first would hold: give each region one`);
  }
}

function checkLabels(scope: Construct, labels: readonly string[]): void {
  if (labels.length === 0) {
    fail(scope, 'failoverPriority names no label: give at least one, for example \'topology.kubernetes.io/zone\'');
  }
  const wrong = labels.find(label => !/^([a-z0-9.-]+\/)?[A-Za-z0-9]([A-Za-z0-9._-]*[A-Za-z0-9])?(=[A-Za-z0-9._-]*)?$/.test(label));
  if (wrong !== undefined) {
    fail(scope, `failoverPriority names ${show(wrong)}, which is no label: write for example 'topology.kubernetes.io/zone' or 'version=v1'`);
  }
  const names = labels.map(label => label.split('=')[0]);
  const twin = names.find((name, at) => names.indexOf(name) !== at);
  if (twin !== undefined) {
    fail(scope, `failoverPriority names label ${show(twin)} twice: name each once`);
  }
}

function checkShares(scope: Construct, { from, to }: LocalityDistribution): void {
  const shares = Object.entries(to);
  checkPlaces(scope, `to of ${show(from)}`, Object.keys(to));
  const sum = shares.reduce((total, [place, weight]) => total + checkWeight(scope, `share of ${show(place)}`, weight, 1), 0);
  if (sum !== 100) {
    fail(scope, `distributes the requests from ${show(from)} over ${shares.map(([place, weight]) => `${place} ${weight}`).join(', ') || 'nothing'}, in all ${sum}: the shares must add up to 100`);
  }
}

/** Places must not overlap: Istio would refuse them, or take the first. */
function checkPlaces(scope: Construct, what: string, places: readonly string[]): void {
  const wrong = places.find(place => !/^[^/*]+(\/[^/*]+){0,2}$|^([^/*]+\/){0,2}\*$/.test(place));
  if (wrong !== undefined) {
    fail(scope, `${what} names ${show(wrong)}, which is no place: write 'region', 'region/zone' or 'region/zone/subzone', where only the last part may be '*'`);
  }
  for (const [at, place] of places.entries()) {
    const other = places.slice(0, at).find(one => covers(one, place) || covers(place, one));
    if (other !== undefined) {
      fail(scope, `${what} names ${show(other)} and ${show(place)}, of which one is within the other: name places apart`);
    }
  }
}

function covers(outer: string, inner: string): boolean {
  const base = outer.replace(/\/?\*$/, '');
  return base === '' || inner === outer || inner.replace(/\/\*$/, '') === base || inner.startsWith(`${base}/`);
}

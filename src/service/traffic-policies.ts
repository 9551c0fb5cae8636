import { IConstruct } from 'constructs';
import { Json } from '../core/mesh-object';
import { RouteProblem } from '../routing/contribution';

/** What one construct says of how callers' proxies treat the pods of a service (`DestinationRule.trafficPolicy`). */
export interface TrafficPolicyContribution {
  readonly owner: IConstruct;
  /** The name of the version that it is for; for the whole service without it. */
  readonly version?: string;
  readonly fields: Json;
}

/** All that is said of a service's pods. Constructs contribute; the service writes it into its DestinationRule. */
export class TrafficPolicies {
  private readonly contributions: TrafficPolicyContribution[] = [];

  public add(contribution: TrafficPolicyContribution): void {
    this.contributions.push(contribution);
  }

  /** Whether callers choose pods by a hash of the request, of some version at least. */
  public get hash(): boolean {
    return this.contributions.some(({ fields }) => fields.loadBalancer?.consistentHash !== undefined);
  }

  /** For all pods of the service. */
  public get ofService(): Json | undefined {
    return this.merged(undefined);
  }

  /**
   * For the pods of one version. Istio takes each field of a subset whole, in place of the service's: so what a version says of
   * its connections is written together with what the service says of them.
   */
  public of(version: string): Json | undefined {
    const own = this.merged(version);
    if (!own) {
      return undefined;
    }
    const shared = this.ofService ?? {};
    return Object.fromEntries(Object.entries(own).map(([field, value]) => [field, merge(withoutReplaced(field, shared[field], value), value)]));
  }

  /** Constructs that say the same field of the same pods. */
  public problems(): RouteProblem[] {
    const problems: RouteProblem[] = [];
    const said = new Map<string, IConstruct>();
    for (const { owner, version, fields } of this.contributions) {
      for (const field of leaves(fields)) {
        const key = `${version ?? ''} ${field}`;
        const other = said.get(key);
        if (other) {
          const pods = version === undefined ? 'the service\'s pods' : `the pods of version '${version}'`;
          problems.push({ owner, message: `sets ${field} for ${pods}, and so does '${other.node.path}': say it once` });
        }
        said.set(key, owner);
      }
    }
    return [...problems, ...this.hashProblems()];
  }

  /** A route over several versions hashes by the keys of all of them at once, so that none keeps its requests together. */
  private hashProblems(): RouteProblem[] {
    const keys = this.contributions.flatMap(({ owner, fields }) => {
      const { ringHash, maglev, ...key } = (fields.loadBalancer?.consistentHash ?? {}) as Json;
      return Object.keys(key).length === 0 ? [] : [{ owner, key: JSON.stringify(key) }];
    });
    const other = keys.find(({ key }) => key !== keys[0].key);
    return other === undefined ? [] : [{
      owner: other.owner,
      message: `hashes by ${other.key}, and '${keys[0].owner.node.path}' by ${keys[0].key}: a route over several versions hashes by all their keys at once; use one key for the service and its versions`,
    }];
  }

  private merged(version: string | undefined): Json | undefined {
    const fields = this.contributions.filter(one => one.version === version).map(one => one.fields);
    return fields.length === 0 ? undefined : fields.reduce((all, one) => merge(all, one), {});
  }
}

/** The balancer's fields of which one set stands for one choice: that of a version takes the place of the service's whole. */
const CHOICES: readonly (readonly string[])[] = [['simple', 'consistentHash', 'warmup'], ['localityLbSetting']];

function withoutReplaced(field: string, under: any, over: any): any {
  if (field !== 'loadBalancer' || !isObject(under)) {
    return under;
  }
  const replaced = CHOICES.filter(choice => choice.some(name => over[name] !== undefined)).flat();
  return Object.fromEntries(Object.entries(under).filter(([name]) => !replaced.includes(name)));
}

/** The second laid over the first, object by object. */
function merge(under: any, over: any): any {
  if (!isObject(under) || !isObject(over)) {
    return over;
  }
  const fields = new Set([...Object.keys(under), ...Object.keys(over)]);
  return Object.fromEntries([...fields].map(field => [field, over[field] === undefined ? under[field] : merge(under[field], over[field])]));
}

/** Objects whose fields are one choice: two constructs must not each say a part. */
const WHOLE = ['loadBalancer.localityLbSetting'];

function leaves(value: Json, path = ''): string[] {
  return Object.entries(value).filter(([, inner]) => inner !== undefined).flatMap(([name, inner]) => {
    const at = path === '' ? name : `${path}.${name}`;
    return isObject(inner) && !WHOLE.includes(at) ? leaves(inner, at) : [at];
  });
}

function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype;
}

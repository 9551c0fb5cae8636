import type { Manifest } from './api.js';
import { until } from './wait.js';

const HTTP = 'http://127.0.0.1:18080';
const METRICS = 'http://127.0.0.1:15014/metrics';
/** Three times the time for which istiod itself waits for further changes before it pushes. */
const QUIET_MILLISECONDS = 300;

interface ResourceStatus { sent?: string; acked?: string; lastError?: string }
interface ProxyStatus { proxy: string; resources: Record<string, ResourceStatus> }

/** What istiod knows, and what its proxies have said of it. */
export class Istiod {
  /** Waits until istiod has these objects, has pushed what follows from them, and every proxy has acknowledged it. */
  public async settled(applied: readonly Manifest[]): Promise<void> {
    const versions = new Map(applied.filter(({ apiVersion }) => apiVersion.includes('istio.io')).map(object => [key(object), object.metadata.resourceVersion]));
    if (versions.size > 0) {
      await until('istiod has what was applied', async () => {
        const known = new Map((await this.debug<Manifest[]>('configz')).map(object => [key(object), object.metadata.resourceVersion]));
        return [...versions].every(([name, version]) => Number(known.get(name)) >= Number(version));
      });
    }
    await this.quiet();
  }

  /** Waits until nothing is under way between istiod and its proxies. */
  public async quiet(): Promise<void> {
    let before = '';
    let since = Date.now();
    await until('all proxies have acknowledged what istiod has', async () => {
      const proxies = await this.proxies();
      const now = JSON.stringify([await this.pushes(), sentTo(proxies)]);
      if (now !== before) {
        before = now;
        since = Date.now();
      }
      const acknowledged = proxies.every(({ resources }) => Object.values(resources).every(({ sent, acked }) => sent === acked));
      return acknowledged && Date.now() - since >= QUIET_MILLISECONDS;
    });
  }

  /** Configuration that proxies refused, since the start; `rejections` says which. */
  public async rejected(): Promise<number> {
    return (await this.metrics(/^pilot_total_xds_rejects(\{.*\})? /))[0];
  }

  /** Objects that the validation webhook has accepted, since the start. */
  public async validated(): Promise<number> {
    return (await this.metrics(/^galley_validation_passed(_total)?(\{.*\})? /))[0];
  }

  /** What proxies have refused since so many rejections, and what they refuse still. */
  public async rejectionsSince(before: number): Promise<string[]> {
    const rejected = await this.rejected() - before;
    return [...(rejected > 0 ? [`${rejected} configurations were rejected by proxies`] : []), ...await this.rejections()];
  }

  /** What proxies refuse at this moment. */
  public async rejections(): Promise<string[]> {
    return (await this.proxies()).flatMap(({ proxy, resources }) => Object.entries(resources)
      .filter(([, { lastError }]) => lastError)
      .map(([type, { lastError }]) => `${proxy} ${type.replace(/.*\./, '')}: ${lastError}`));
  }

  /** How many changes came in, and how many times it began to push. */
  private async pushes(): Promise<number[]> {
    return await this.metrics(/^pilot_inbound_updates\{type="config"\} /, /^pilot_pushcontext_init_seconds_count /);
  }

  private proxies(): Promise<ProxyStatus[]> {
    return this.debug<ProxyStatus[]>('syncz');
  }

  private async debug<T>(name: string): Promise<T> {
    return await (await fetch(`${HTTP}/debug/${name}`)).json() as T;
  }

  /** For each pattern the sum of the lines that match it. */
  private async metrics(...patterns: RegExp[]): Promise<number[]> {
    const lines = (await (await fetch(METRICS)).text()).split('\n');
    return patterns.map(pattern => lines.filter(line => pattern.test(line)).reduce((sum, line) => sum + Number(line.split(' ').pop()), 0));
  }
}

/** What each proxy was sent last. istiod answers in no order. */
function sentTo(proxies: readonly ProxyStatus[]): string[] {
  return proxies.map(({ proxy, resources }) => [proxy, ...Object.values(resources).map(one => one.sent).sort()].join()).sort();
}

function key({ kind, metadata }: Manifest): string {
  return `${kind} ${metadata.namespace}/${metadata.name}`;
}

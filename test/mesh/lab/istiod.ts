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
      const now = JSON.stringify(await this.state());
      if (now !== before) {
        before = now;
        since = Date.now();
      }
      return await this.acknowledged() && Date.now() - since >= QUIET_MILLISECONDS;
    });
  }

  /** Configuration that proxies refused, since the start; `rejections` says which. */
  public async rejected(): Promise<number> {
    return await this.metric(/^pilot_total_xds_rejects(\{.*\})? /);
  }

  /** Objects that the validation webhook has accepted, since the start. */
  public async validated(): Promise<number> {
    return await this.metric(/^galley_validation_passed(_total)?(\{.*\})? /);
  }

  /** What proxies refuse at this moment. */
  public async rejections(): Promise<string[]> {
    return (await this.proxies()).flatMap(({ proxy, resources }) => Object.entries(resources)
      .filter(([, { lastError }]) => lastError)
      .map(([type, { lastError }]) => `${proxy} ${type.replace(/.*\./, '')}: ${lastError}`));
  }

  /** The names of the pods whose proxies are connected, as name.namespace. */
  public async connected(): Promise<Set<string>> {
    return new Set((await this.proxies()).map(({ proxy }) => proxy));
  }

  private async acknowledged(): Promise<boolean> {
    return (await this.proxies()).every(({ resources }) => Object.values(resources).every(({ sent, acked }) => sent === acked));
  }

  private async state(): Promise<unknown> {
    // istiod answers in no order.
    const sent = (await this.proxies()).map(({ proxy, resources }) => [proxy, ...Object.values(resources).map(one => one.sent).sort()].join()).sort();
    return [await this.metric(/^pilot_inbound_updates\{type="config"\} /), await this.metric(/^pilot_pushcontext_init_seconds_count /), sent];
  }

  private proxies(): Promise<ProxyStatus[]> {
    return this.debug<ProxyStatus[]>('syncz');
  }

  private async debug<T>(name: string): Promise<T> {
    return await (await fetch(`${HTTP}/debug/${name}`)).json() as T;
  }

  private async metric(line: RegExp): Promise<number> {
    const text = await (await fetch(METRICS)).text();
    return text.split('\n').filter(one => line.test(one)).reduce((sum, one) => sum + Number(one.split(' ').pop()), 0);
  }
}

function key({ kind, metadata }: Manifest): string {
  return `${kind} ${metadata.namespace}/${metadata.name}`;
}


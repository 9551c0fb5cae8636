import { execa } from 'execa';
import { into } from './network.js';
import type { Sender } from './traffic.js';

export interface ConfigDump { configs: any[] }

/** Annotations of a pod whose proxy keeps counts that it does not keep by itself: those whose names match. */
export function counting(names: string): Record<string, string> {
  return { 'sidecar.istio.io/statsInclusionRegexps': names };
}

/** What the proxy of a pod or machine says of itself, by its administration port, which listens on the pod's loopback alone. */
export class Envoy {
  constructor(private readonly pod: Sender) {}

  /** The names of all clusters but Envoy's own for its control plane, telemetry and inbound traffic. */
  public async outboundClusters(): Promise<string[]> {
    const dump = await this.configDump('dynamic_active_clusters');
    return dump.configs.map(({ cluster }) => cluster.name as string).filter(name => name.startsWith('outbound|')).sort();
  }

  public async configDump(resource?: string): Promise<ConfigDump> {
    return JSON.parse(await this.get(`config_dump${resource ? `?resource=${resource}` : ''}`)) as ConfigDump;
  }

  /** How many bytes its configuration takes when written down. */
  public async configBytes(): Promise<number> {
    return (await this.get('config_dump')).length;
  }

  /** Bytes that its allocator has handed out. */
  public async allocatedBytes(): Promise<number> {
    return Number(JSON.parse(await this.get('memory')).allocated);
  }

  /** Counters and gauges whose name matches. */
  public async stats(filter: string): Promise<Record<string, number>> {
    const lines = (await this.get(`stats?filter=${encodeURIComponent(filter)}`)).split('\n').filter(line => /: \d+$/.test(line));
    return Object.fromEntries(lines.map(line => { const at = line.lastIndexOf(': '); return [line.slice(0, at), Number(line.slice(at + 2))]; }));
  }

  /** The sum of the counters whose name matches. */
  public async count(filter: string): Promise<number> {
    return Object.values(await this.stats(filter)).reduce((sum, one) => sum + one, 0);
  }

  private async get(path: string): Promise<string> {
    const { stdout } = await execa('nsenter', [into(this.pod), 'curl', '-sf', '-m', '20', `http://127.0.0.1:15000/${path}`]);
    return stdout;
  }
}

import { Entity } from './entity';
import { HostMap, qualifiedHost } from './hosts';
import { DestinationRuleSpec } from './specs';
import { isVisibleIn, Visibility, visibilityOf } from './visibility';

/** A DestinationRule, and for what it holds. */
export interface HostRule {
  readonly rule: Entity<DestinationRuleSpec>;
  /** Fully qualified; it may begin with a wildcard. */
  readonly host: string;
  readonly visibility: Visibility;
}

/** Finds the DestinationRules of a host as Istio does. */
export class DestinationRules {
  private readonly all: HostRule[] = [];
  private readonly byNamespace = new Map<string, HostMap<HostRule[]>>();
  private readonly byHost = new Map<string, HostRule[]>();

  constructor(
    rules: readonly Entity<DestinationRuleSpec>[], clusterDomain: string, private readonly rootNamespace: string,
    exportedByDefault?: readonly string[],
  ) {
    for (const rule of rules) {
      const { namespace, spec: { host = '', exportTo, workloadSelector } } = rule;
      // What holds for some pods only is never exported.
      const visibility = workloadSelector ? new Set([namespace]) : visibilityOf(exportTo, namespace, exportedByDefault);
      const hostRule = { rule, host: qualifiedHost(host, namespace, clusterDomain), visibility };
      this.all.push(hostRule);
      let hosts = this.byNamespace.get(namespace);
      if (!hosts) {
        hosts = new HostMap<HostRule[]>();
        this.byNamespace.set(namespace, hosts);
      }
      add(hosts, hostRule);
      add(this.byHost, hostRule);
    }
  }

  /**
   * The rules that hold for calls of a host by clients of a namespace: those of the client's namespace, else of the host's, else of the whole mesh; of these the
   * ones with the most specific host.
   */
  public of(host: string, hostNamespace: string | undefined, clientNamespace: string): readonly HostRule[] {
    const own = clientNamespace === this.rootNamespace ? [] : this.exported(clientNamespace, host, clientNamespace);
    if (own.length > 0) {
      return own;
    }
    const theirs = hostNamespace === undefined ? [] : this.exported(hostNamespace, host, clientNamespace);
    return theirs.length > 0 ? theirs : this.exported(this.rootNamespace, host, clientNamespace);
  }

  /** All rules for a host itself, wherever they are. */
  public for(host: string): readonly HostRule[] {
    return this.byHost.get(host) ?? [];
  }

  /** Rules that are not the only one of their namespace for their host, in the order in which they were given. */
  public get sharing(): readonly Entity<DestinationRuleSpec>[] {
    return this.all.filter(({ rule, host }) => this.byNamespace.get(rule.namespace)!.get(host)!.length > 1).map(({ rule }) => rule);
  }

  private exported(namespace: string, host: string, clientNamespace: string): readonly HostRule[] {
    return (this.byNamespace.get(namespace)?.find(host) ?? []).filter(({ visibility }) => isVisibleIn(visibility, clientNamespace));
  }
}

function add(hosts: Pick<HostMap<HostRule[]>, 'get' | 'set'>, rule: HostRule): void {
  const known = hosts.get(rule.host);
  if (known) {
    known.push(rule);
  } else {
    hosts.set(rule.host, [rule]);
  }
}

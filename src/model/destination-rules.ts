import { Entity } from './entity';
import { HostMap, qualifiedHost } from './hosts';
import { DestinationRuleSpec } from './istio-specs';
import { isVisibleIn, Visibility, visibilityOf } from './visibility';
import { addTo } from '../core/grouped';

/** A DestinationRule, and for what it holds. */
export interface HostRule {
  readonly rule: Entity<DestinationRuleSpec>;
  /** Fully qualified; it may begin with a wildcard. */
  readonly host: string;
  readonly visibility: Visibility;
}

/** Finds the DestinationRules of a host as Istio does. */
export class DestinationRules {
  private readonly byHost = new Map<string, HostRule[]>();
  private byNamespace?: ReadonlyMap<string, HostMap<HostRule[]>>;

  constructor(
    rules: readonly Entity<DestinationRuleSpec>[], clusterDomain: string, private readonly rootNamespace: string,
    exportedByDefault?: readonly string[],
  ) {
    for (const rule of rules) {
      const { namespace, spec: { host = '', exportTo, workloadSelector } } = rule;
      // What holds for some pods only is never exported.
      const visibility = workloadSelector ? new Set([namespace]) : visibilityOf(exportTo, namespace, exportedByDefault);
      const qualified = qualifiedHost(host, namespace, clusterDomain);
      addTo(this.byHost, qualified, { rule, host: qualified, visibility });
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

  /** Rules of a host for which there are others too, those of one host after those of another. */
  public get sharing(): readonly Entity<DestinationRuleSpec>[] {
    const shared: Entity<DestinationRuleSpec>[] = [];
    for (const rules of this.byHost.values()) {
      if (rules.length > 1) {
        rules.forEach(({ rule }) => shared.push(rule));
      }
    }
    return shared;
  }

  private exported(namespace: string, host: string, clientNamespace: string): readonly HostRule[] {
    this.byNamespace ??= this.namespaces();
    return (this.byNamespace.get(namespace)?.find(host) ?? []).filter(({ visibility }) => isVisibleIn(visibility, clientNamespace));
  }

  private namespaces(): ReadonlyMap<string, HostMap<HostRule[]>> {
    const namespaces = new Map<string, HostMap<HostRule[]>>();
    for (const rules of this.byHost.values()) {
      for (const hostRule of rules) {
        const { namespace } = hostRule.rule;
        const hosts = namespaces.get(namespace) ?? new HostMap<HostRule[]>();
        namespaces.set(namespace, hosts);
        addTo(hosts, hostRule.host, hostRule);
      }
    }
    return namespaces;
  }
}

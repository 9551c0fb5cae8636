import { addTo, grouped } from '../../../core/grouped';
import { Entity, qualifiedName } from '../../../model/entity';
import { DestinationRuleSpec } from '../../../model/istio-specs';
import { oldestFirst } from '../../../model/oldest-first';
import { isVisibleIn, Visibility, visibilityOf } from '../../../model/visibility';
import { Report, Rule } from '../../rule';
import { quoted } from '../../words';

type HostRule = Entity<DestinationRuleSpec>;

/** Which rules are merged, and who sees those that do not say it. */
interface Merging {
  /** Rules with the same key are merged. */
  readonly keyOf: (rule: HostRule) => string;
  readonly byDefault?: readonly string[];
}

export const destinationRulesForOneHost: Rule = {
  id: 'destination-rules-for-one-host',
  severity: 'warning',
  title: 'two DestinationRules of a namespace for one host, and a part of them is dropped',
  why: 'Istio merges rules of one namespace for the same host if their exportTo is the same: subsets are put together, but of the rules\' own trafficPolicy only the '
    + 'oldest counts, as of subsets with the same name. Rules with another exportTo are not merged (since 1.24), and a client that sees both takes one of them alone.',
  fix: 'write one DestinationRule for the host',
  codes: ['KIA0201'],
  bad: `
apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata: { name: reviews, namespace: shop }
spec:
  host: reviews.shop.svc.cluster.local
  trafficPolicy:
    loadBalancer: { simple: ROUND_ROBIN }
---
apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata: { name: reviews-limits, namespace: shop }
spec:
  host: reviews.shop.svc.cluster.local
  trafficPolicy:
    connectionPool: { tcp: { maxConnections: 100 } }
  subsets:
    - name: v1
      labels: { version: v1 }
`,
  mend: { '  trafficPolicy:\n    connectionPool: { tcp: { maxConnections: 100 } }\n': '' },

  check(mesh, report) {
    const groups = new Map<string, HostRule[]>();
    for (const rule of oldestFirst(mesh.destinationRules.sharing)) {
      const { namespace, spec: { host = '', workloadSelector } } = rule;
      const pods = Object.entries(workloadSelector?.matchLabels ?? {}).sort().join(' ');
      const key = `${namespace} ${mesh.qualified(host, namespace)} ${workloadSelector ? `for ${pods}` : ''}`;
      if (host !== '') {
        addTo(groups, key, rule);
      }
    }
    const byDefault = mesh.exportedByDefault('defaultDestinationRuleExportTo');
    // Before 1.24 they were merged whatever their exportTo.
    const keyOf = mesh.istioMinor < 24 ? () => '' : exportKey;
    groups.forEach(rules => reportDropped(rules, mesh.qualified(rules[0].spec.host!, rules[0].namespace), { keyOf, byDefault }, report));
  },
};

/** Reports what rules for one host say in vain; the oldest comes first. */
function reportDropped(rules: readonly HostRule[], host: string, { keyOf, byDefault }: Merging, report: Report): void {
  const merged = grouped(rules, keyOf);
  merged.forEach(same => reportMerged(same, host, report));
  const [first, ...others] = [...merged.values()].map(([rule]) => rule);
  for (const rule of others) {
    if (overlap(visibility(first, byDefault), visibility(rule, byDefault))) {
      const message = `is for '${host}' with another exportTo than DestinationRule '${qualifiedName(first)}', so that clients that see both take one of them alone`;
      report(rule.manifest, ['spec', 'exportTo'], message, { others: [first.manifest] });
    }
  }
}

function reportMerged(rules: readonly HostRule[], host: string, report: Report): void {
  let policy: HostRule | undefined;
  const subsets = new Map<string, HostRule>();
  for (const rule of rules) {
    const { manifest, spec: { trafficPolicy, subsets: own = [] } } = rule;
    if (trafficPolicy && policy) {
      report(manifest, ['spec', 'trafficPolicy'], `has a trafficPolicy for '${host}', as DestinationRule '${qualifiedName(policy)}' has, and only the older one counts`,
        { others: [policy.manifest] });
    }
    policy ??= trafficPolicy && rule;
    const again = own.flatMap(({ name }) => name !== undefined && subsets.has(name) && subsets.get(name) !== rule ? name : []);
    if (again.length > 0) {
      const other = subsets.get(again[0])!;
      report(manifest, ['spec', 'subsets'], `defines subset ${quoted(again)} of '${host}', as DestinationRule '${qualifiedName(other)}' does, and only the older one counts`,
        { others: [other.manifest] });
    }
    own.forEach(({ name }) => name !== undefined && !subsets.has(name) && subsets.set(name, rule));
  }
}

function exportKey({ spec: { exportTo = [], workloadSelector } }: HostRule): string {
  return workloadSelector ? '' : [...exportTo].sort().join(' ');
}

function visibility({ namespace, spec: { exportTo } }: HostRule, byDefault: readonly string[] | undefined): Visibility {
  return visibilityOf(exportTo, namespace, byDefault);
}

function overlap(one: Visibility, other: Visibility): boolean {
  return one === '*' ? other === '*' || other.size > 0 : [...one].some(namespace => isVisibleIn(other, namespace));
}

import { ClientTlsUse } from '../../../model/client-tls';

/** What DestinationRules say at one place, by that place: a rule for many hosts, ports and pods is one mistake. */
export function byPlace(uses: readonly ClientTlsUse[]): readonly (readonly ClientTlsUse[])[] {
  const rules = new Map<ClientTlsUse['rule'], Map<string, ClientTlsUse[]>>();
  for (const use of uses) {
    const places = rules.get(use.rule) ?? new Map<string, ClientTlsUse[]>();
    rules.set(use.rule, places);
    const place = use.path.join('.');
    const known = places.get(place);
    if (known) {
      known.push(use);
    } else {
      places.set(place, [use]);
    }
  }
  return [...rules.values()].flatMap(places => [...places.values()]);
}

/** Whom they mean, in a few words: the first host and workload, and how many more. */
export function targetText(uses: readonly ClientTlsUse[]): string {
  const { host, port, endpoint } = uses[0];
  const workload = endpoint.workload && `${endpoint.workload.kind} '${endpoint.workload.namespace}/${endpoint.workload.name}'`;
  const others = new Set(uses.map(use => use.host.host)).size - 1;
  return `${workload ?? `'${host.host}'`} on port ${port.number}${workload ? ` of '${host.host}'` : ''}${others > 0 ? ` and what answers for ${others} more` : ''}`;
}

import { qualifiedName } from '../../../model/entity';
import { clashesOf, EntryPort, entryPortsBy, protocolOfPort } from '../../../model/entry-ports';
import { Rule } from '../../rule';

export const serviceEntryOverlap: Rule = {
  id: 'service-entry-overlap',
  severity: 'warning',
  title: 'two ServiceEntries define one port of a host differently',
  why: 'A proxy takes the ServiceEntry that it sees first, as a rule the oldest, and of the other one no location, no resolution and no target port. Which one is older differs '
    + 'from cluster to cluster.',
  fix: 'write one ServiceEntry for the host, or export each to namespaces of its own',
  codes: ['KIA1211'],
  bad: `
apiVersion: networking.istio.io/v1
kind: ServiceEntry
metadata: { name: ledger, namespace: shop }
spec:
  hosts: [ledger.example.com]
  resolution: DNS
  ports:
    - { name: http, number: 80, protocol: HTTP }
---
apiVersion: networking.istio.io/v1
kind: ServiceEntry
metadata: { name: ledger, namespace: front }
spec:
  hosts: [ledger.example.com]
  resolution: DNS
  ports:
    - { name: http, number: 80, protocol: HTTP, targetPort: 443 }
`,
  mend: { ', targetPort: 443': '' },

  check(mesh, report) {
    const ports = entryPortsBy(mesh, ({ spec: { hosts = [] } }, port) =>
      port.number === undefined ? [] : hosts.map(host => `${host.toLowerCase()} ${port.number} ${protocolOfPort(port)}`));
    ports.forEach((same, key) => clashesOf(same, port => PARTS.map(({ read }) => read(port)).join(' ')).forEach(({ which, other }) => {
      const [host, number] = key.split(' ');
      const differing = PARTS.filter(({ read }) => read(which) !== read(other)).map(({ name }) => name);
      report(which.entry.manifest, ['spec', 'ports', which.at],
        `defines port ${number} of '${host}' with another ${differing.join(' and ')} than ServiceEntry '${qualifiedName(other.entry)}', and only one of them counts`,
        { others: [other.entry.manifest] });
    }));
  },
};

/** What proxies take from one of them only. */
const PARTS: readonly { readonly name: string; readonly read: (port: EntryPort) => unknown }[] = [
  { name: 'location', read: ({ entry: { spec } }) => spec.location ?? 'MESH_EXTERNAL' },
  { name: 'resolution', read: ({ entry: { spec } }) => spec.resolution ?? 'NONE' },
  { name: 'targetPort', read: ({ port }) => port.targetPort ?? port.number },
];

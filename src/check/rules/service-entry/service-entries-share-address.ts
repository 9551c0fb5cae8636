import { qualifiedName } from '../../../model/entity';
import { clashesOf, entryPortsBy, tellsHost } from '../../../model/entry-ports';
import { Rule } from '../../rule';

export const serviceEntriesShareAddress: Rule = {
  id: 'service-entries-share-address',
  severity: 'error',
  title: 'two ServiceEntries have the same address and TCP port',
  why: 'Proxies know TCP connections by the address and port that they go to. If two hosts have the same, all connections go to one of them, the one whose ServiceEntry a '
    + 'proxy sees first, and the other is never reached.',
  fix: 'give each its own address or port, or put the hosts together in one ServiceEntry',
  codes: [],
  bad: `
apiVersion: networking.istio.io/v1
kind: ServiceEntry
metadata: { name: orders-db, namespace: shop }
spec:
  hosts: [orders.db.example.com]
  addresses: [192.0.2.10]
  resolution: DNS
  ports:
    - { name: tcp, number: 5432, protocol: TCP }
---
apiVersion: networking.istio.io/v1
kind: ServiceEntry
metadata: { name: stock-db, namespace: shop }
spec:
  hosts: [stock.db.example.com]
  addresses: [192.0.2.10]
  resolution: DNS
  ports:
    - { name: tcp, number: 5432, protocol: TCP }
`,
  mend: { 'hosts: [stock.db.example.com]\n  addresses: [192.0.2.10]': 'hosts: [stock.db.example.com]\n  addresses: [192.0.2.11]' },

  check(mesh, report) {
    // With resolution NONE connections go where they were going, whichever entry they are counted for.
    const ports = entryPortsBy(mesh, ({ spec: { addresses = [], resolution = 'NONE' } }, port) => port.number === undefined || tellsHost(port) || resolution === 'NONE' ? []
      : addresses.map(address => `${address.replace(/\/(32|128)$/, '')} ${port.number}`));
    ports.forEach((same, key) => clashesOf(same, ({ entry }) => [...entry.spec.hosts ?? []].sort().join(' ')).forEach(({ which: { entry, at }, other }) => {
      const [address, number] = key.split(' ');
      report(entry.manifest, ['spec', 'ports', at], `has port ${number} of '${address}', which ServiceEntry '${qualifiedName(other.entry)}' has for '${other.entry.spec.hosts?.[0] ?? ''}'`,
        { others: [other.entry.manifest] });
    }));
  },
};

import { qualifiedName } from '../../../model/entity';
import { clashesOf, entryPortsBy, protocolOfPort } from '../../../model/entry-ports';
import { Rule } from '../../rule';

export const serviceEntryProtocolConflict: Rule = {
  id: 'service-entry-protocol-conflict',
  severity: 'error',
  title: 'two ServiceEntries give one port of a host two protocols',
  why: 'A proxy knows one protocol for a port of a host: that of the ServiceEntry that it sees first, which is the oldest as a rule. What the other one means is read as '
    + 'something else: TLS as HTTP is refused, HTTP as TCP loses its routes, retries and metrics.',
  fix: 'give the port the same protocol in both, or write one ServiceEntry',
  codes: ['IST0177', 'KIA1212'],
  bad: `
apiVersion: networking.istio.io/v1
kind: ServiceEntry
metadata: { name: ledger, namespace: shop }
spec:
  hosts: [ledger.example.com]
  resolution: DNS
  ports:
    - { name: https, number: 443, protocol: HTTPS }
---
apiVersion: networking.istio.io/v1
kind: ServiceEntry
metadata: { name: ledger-api, namespace: shop }
spec:
  hosts: [ledger.example.com]
  resolution: DNS
  ports:
    - { name: http, number: 443, protocol: HTTP }
`,
  mend: { 'name: http, number: 443, protocol: HTTP': 'name: https, number: 443, protocol: HTTPS' },

  check(mesh, report) {
    const ports = entryPortsBy(mesh, ({ spec: { hosts = [] } }, { number }) => number === undefined ? [] : hosts.map(host => `${host.toLowerCase()} ${number}`));
    ports.forEach((same, key) => clashesOf(same, ({ port }) => protocolOfPort(port)).forEach(({ which: { entry, port, at }, other }) => {
      const [host, number] = key.split(' ');
      report(entry.manifest, ['spec', 'ports', at, 'protocol'],
        `has protocol '${port.protocol ?? ''}' for port ${number} of '${host}', and ServiceEntry '${qualifiedName(other.entry)}' has '${other.port.protocol ?? ''}'`,
        { others: [other.entry.manifest] });
    }));
  },
};

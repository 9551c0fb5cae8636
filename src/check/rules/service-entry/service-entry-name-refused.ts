import { protocolOfPort, tellsHost } from '../../../model/entry-ports';
import { isDnsLabel, isDomainOrWildcard, isIpRange } from '../../../model/host-syntax';
import { ServiceEntrySpec } from '../../../model/istio-specs';
import { KINDS } from '../../../model/kinds';
import { Rule } from '../../rule';

/** What Istio reads besides HTTP and TLS; nothing lets it look at what comes. */
const OTHERS = ['', 'TCP', 'UDP', 'MONGO', 'REDIS', 'MYSQL'];

export const serviceEntryNameRefused: Rule = {
  id: 'service-entry-name-refused',
  severity: 'error',
  title: 'a host, address, protocol or name of a port in a ServiceEntry is none',
  why: 'Istio\'s webhook refuses the object. Hosts are domains without a scheme, a port or a path, and `*` stands for a whole first label; addresses are IP addresses or ranges '
    + 'of them; names of ports are labels of letters, digits and dashes, each once; protocols are those that proxies know.',
  fix: 'write domains, IP addresses and names as they are, and one of the protocols HTTP, HTTPS, GRPC, HTTP2, MONGO, TCP, TLS',
  codes: ['IST0106', 'IST0133'],
  bad: `
apiVersion: networking.istio.io/v1
kind: ServiceEntry
metadata: { name: ledger, namespace: shop }
spec:
  hosts: [https://ledger.example.com]
  resolution: DNS
  ports:
    - { name: https, number: 443, protocol: HTTPS }
`,
  mend: { 'https://ledger': 'ledger' },

  check(mesh, report) {
    for (const { manifest, spec } of mesh.objects.of<ServiceEntrySpec>(KINDS.serviceEntry)) {
      const { hosts = [], addresses = [], ports = [], endpoints = [], resolution } = spec;
      hosts.forEach((host, at) => {
        if (!isDomainOrWildcard(host)) {
          report(manifest, ['spec', 'hosts', at], `has host '${host}', which is no domain`);
        } else if (resolution?.startsWith('DNS') && endpoints.length === 0 && /^\d+$/.test(host)) {
          report(manifest, ['spec', 'hosts', at], `has host '${host}', for which DNS is asked without endpoints, and which is a number`);
        } else if (host.startsWith('*') && !host.startsWith('*.') && host !== '*' && resolution !== 'DYNAMIC_DNS') {
          report(manifest, ['spec', 'hosts', at], `has host '${host}', and '*' stands for a whole label`, { severity: 'warning' });
        }
      });
      addresses.forEach((address, at) => {
        if (!isIpRange(address)) {
          report(manifest, ['spec', 'addresses', at], `has address '${address}', which is no IP address and no range of them`);
        }
      });
      const names = ports.map(({ name }) => name);
      ports.forEach((port, at) => {
        const { name } = port;
        if (name !== undefined && !isDnsLabel(name)) {
          report(manifest, ['spec', 'ports', at, 'name'], `has a port named '${name}', and names are of letters, digits and dashes, up to 63`);
        } else if (name !== undefined && names.indexOf(name) < at) {
          report(manifest, ['spec', 'ports', at, 'name'], `has two ports named '${name}'`);
        }
        if (!tellsHost(port) && !OTHERS.includes(protocolOfPort(port))) {
          report(manifest, ['spec', 'ports', at, 'protocol'], `has a port of protocol '${port.protocol}', which Istio does not know`);
        }
      });
    }
  },
};

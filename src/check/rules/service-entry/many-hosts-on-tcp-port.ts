import { protocolOfPort, tellsHost } from '../../../model/entry-ports';
import { ServiceEntrySpec } from '../../../model/istio-specs';
import { KINDS } from '../../../model/kinds';
import { Rule } from '../../rule';

export const manyHostsOnTcpPort: Rule = {
  id: 'many-hosts-on-tcp-port',
  severity: 'error',
  title: 'a ServiceEntry has several hosts and a port that does not tell them apart',
  why: 'HTTP says in each request which host is called, TLS in its first message. A TCP connection says nothing, so proxies could not tell which of the hosts is meant: Istio\'s '
    + 'webhook refuses the object unless its resolution is NONE, where connections go where they were going.',
  fix: 'write one ServiceEntry for each host, with its own addresses',
  codes: ['IST0106', 'IST0133'],
  bad: `
apiVersion: networking.istio.io/v1
kind: ServiceEntry
metadata: { name: databases, namespace: shop }
spec:
  hosts: [orders.db.example.com, stock.db.example.com]
  addresses: [192.0.2.10]
  resolution: DNS
  ports:
    - { name: tcp, number: 5432, protocol: TCP }
`,
  mend: { 'orders.db.example.com, stock.db.example.com': 'orders.db.example.com' },

  check(mesh, report) {
    for (const { manifest, spec: { hosts = [], ports = [], resolution = 'NONE' } } of mesh.objects.of<ServiceEntrySpec>(KINDS.serviceEntry)) {
      const at = ports.findIndex(port => !tellsHost(port));
      if (hosts.length > 1 && at >= 0 && resolution !== 'NONE' && resolution !== 'DYNAMIC_DNS') {
        report(manifest, ['spec', 'ports', at], `has ${hosts.length} hosts and port ${ports[at].number ?? 'without a number'} of protocol '${protocolOfPort(ports[at])}', which does not say which host is called`);
      }
    }
  },
};

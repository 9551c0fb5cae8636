import { PlacedServer, serversTogether, serverText } from '../../../model/gateway-servers';
import { isPlainHttp, isTlsProtocol, protocolNamed } from '../../../model/protocols';
import { Rule } from '../../rule';

export const gatewayProtocolsOfPort: Rule = {
  id: 'gateway-protocols-of-port',
  severity: 'error',
  title: 'servers at one port of a gateway speak what cannot share a port',
  why: 'At one port there are either plain HTTP servers, or encrypted ones, which the names of the hosts tell apart, or one server of any other '
    + 'protocol. Istio leaves '
    + 'out the server of the younger Gateway, and its routes get no request.',
  fix: 'use a port for each protocol, and one server for each port that is neither HTTP nor encrypted',
  codes: ['IST0145', 'KIA0301'],
  bad: `
apiVersion: networking.istio.io/v1
kind: Gateway
metadata: { name: shop, namespace: edge }
spec:
  selector: { istio: ingress }
  servers:
    - port: { number: 8080, name: http, protocol: HTTP }
      hosts: [shop.example.com]
    - port: { number: 8080, name: orders, protocol: TCP }
      hosts: ["*"]
`,
  mend: { '8080, name: orders': '9000, name: orders' },

  check(mesh, report) {
    const said = new Set<PlacedServer>();
    for (const group of serversTogether(mesh)) {
      const [first, ...others] = group.filter(placed => classOf(placed) !== undefined);
      for (const other of others) {
        const same = classOf(first) === classOf(other);
        if (said.has(other) || (same && ['plain HTTP', 'TLS'].includes(classOf(first)!))) {
          continue;
        }
        said.add(other);
        const { number, protocol } = other.server.port!;
        report(other.gateway.manifest, [...other.path, 'port'],
          same
            ? `opens port ${number} for ${protocol} a second time, and only HTTP and encrypted servers can share a port; the first is server ${serverText(first)}`
            : `opens port ${number} for ${protocol}, at which server ${serverText(first)} speaks ${first.server.port!.protocol ?? classOf(first)}`,
          { others: first.gateway === other.gateway ? [] : [first.gateway.manifest] });
      }
    }
  },
};

function classOf({ server: { port, tls } }: PlacedServer): string | undefined {
  const protocol = protocolNamed(port?.protocol);
  return isPlainHttp(protocol) ? 'plain HTTP' : isTlsProtocol(protocol) || tls ? 'TLS' : protocol;
}

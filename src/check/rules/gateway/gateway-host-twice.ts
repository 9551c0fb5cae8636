import { nameOfHost, PlacedServer, serversTogether, serverText } from '../../../model/gateway-servers';
import { isPlainHttp } from '../../../model/protocols';
import { Rule } from '../../rule';

export const gatewayHostTwice: Rule = {
  id: 'gateway-host-twice',
  severity: 'error',
  title: 'two servers at one port of a gateway have the same host and both end TLS for it',
  why: 'Of encrypted servers with the same host at the same port of the same gateway only the one of the oldest Gateway stays. The other one is '
    + 'left out whole, with all '
    + 'its hosts: its certificate is not served, and routes that are bound to it get no request. Where the namespaces before the hosts differ, '
    + 'both stay, and the proxy '
    + 'refuses the listener with all that is at the port. Plain HTTP servers are merged and may share hosts.',
  fix: 'give the host to one server, and bind the routes of the other one to it',
  codes: ['IST0145', 'KIA0301'],
  bad: `
apiVersion: networking.istio.io/v1
kind: Gateway
metadata: { name: shop, namespace: edge }
spec:
  selector: { istio: ingress }
  servers:
    - port: { number: 443, name: https, protocol: HTTPS }
      hosts: [shop.example.com]
      tls: { mode: SIMPLE, credentialName: shop }
---
apiVersion: networking.istio.io/v1
kind: Gateway
metadata: { name: cart, namespace: edge }
spec:
  selector: { istio: ingress }
  servers:
    - port: { number: 443, name: https, protocol: HTTPS }
      hosts: [cart.example.com, "*/shop.example.com"]
      tls: { mode: SIMPLE, credentialName: cart }
`,
  mend: { '[cart.example.com, "*/shop.example.com"]': '[cart.example.com]' },

  check(mesh, report) {
    const said = new Set<PlacedServer>();
    for (const group of serversTogether(mesh)) {
      const known = new Map<string, PlacedServer>();
      for (const placed of group.filter(({ server: { tls, port } }) => tls && !isPlainHttp(port?.protocol))) {
        const keys = new Map((placed.server.hosts ?? []).map((host, at) => [keyOf(host, placed), at]));
        const shared = [...keys].filter(([key]) => known.has(key) && known.get(key) !== placed);
        if (shared.length === 0) {
          keys.forEach((_, key) => known.set(key, placed));
        } else if (!said.has(placed)) {
          said.add(placed);
          shared.forEach(([key, at]) => {
            const first = known.get(key)!;
            report(placed.gateway.manifest, [...placed.path, 'hosts', at],
              `has host '${nameOfHost(placed.server.hosts![at])}' at port ${placed.server.port!.number} for which there is a server already: ${serverText(first)}`,
              { others: first.gateway === placed.gateway ? [] : [first.gateway.manifest] });
          });
        }
      }
    }
  },
};

/** As Istio compares hosts; where the server ends TLS, the proxy compares them without namespaces. */
function keyOf(host: string, { server: { tls }, gateway: { namespace } }: PlacedServer): string {
  const mode = tls!.mode ?? 'PASSTHROUGH';
  return mode.endsWith('PASSTHROUGH') ? host.replace(/^\.\//, `${namespace}/`).replace(/^\*\//, '') : nameOfHost(host);
}

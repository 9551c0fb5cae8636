import { serversOf } from '../../../model/gateway-servers';
import { PROTOCOLS, protocolNamed } from '../../../model/protocols';
import { Rule } from '../../rule';

export const gatewayProtocolUnknown: Rule = {
  id: 'gateway-protocol-unknown',
  severity: 'error',
  title: 'a server of a Gateway has a protocol that Istio does not know',
  why: 'Istio\'s webhook refuses the object. What is neither HTTP nor encrypted nor a database that Istio knows is TCP.',
  fix: 'use one of the protocols that Istio knows; TCP is for all others',
  codes: ['IST0106'],
  bad: `
apiVersion: networking.istio.io/v1
kind: Gateway
metadata: { name: shop, namespace: edge }
spec:
  selector: { istio: ingress }
  servers:
    - port: { number: 8080, name: websocket, protocol: WS }
      hosts: [shop.example.com]
`,
  mend: { 'protocol: WS': 'protocol: HTTP' },

  check(mesh, report) {
    for (const { gateway, server: { port }, path } of serversOf(mesh)) {
      if (port?.protocol !== undefined && !protocolNamed(port.protocol)) {
        report(gateway.manifest, [...path, 'port', 'protocol'], `has protocol '${port.protocol}', and Istio knows ${PROTOCOLS.join(', ')}`);
      }
    }
  },
};

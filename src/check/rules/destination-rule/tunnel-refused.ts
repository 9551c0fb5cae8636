import { isDomain } from '../../../model/host-syntax';
import { DestinationRuleSpec } from '../../../model/istio-specs';
import { KINDS } from '../../../model/kinds';
import { policiesOf } from '../../../model/traffic-policies';
import { isIpAddress } from '../../../schema/formats';
import { Rule } from '../../rule';

export const tunnelRefused: Rule = {
  id: 'tunnel-refused',
  severity: 'error',
  title: 'a tunnel through a forward proxy cannot be opened as it is written',
  why: 'Istio\'s webhook refuses the object: the protocol is CONNECT or POST, the target a host name or an IP address and a port from 1 to 65535, and a tunnel excludes the '
    + 'PROXY protocol.',
  fix: 'write protocol CONNECT or POST, a targetHost and a targetPort, and no proxyProtocol',
  codes: ['IST0106'],
  bad: `
apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata: { name: forward-proxy, namespace: shop }
spec:
  host: forward-proxy.shop.svc.cluster.local
  trafficPolicy:
    tunnel: { protocol: GET, targetHost: ledger.example.com, targetPort: 443 }
`,
  mend: { 'protocol: GET': 'protocol: CONNECT' },

  check(mesh, report) {
    for (const { manifest, spec } of mesh.having<DestinationRuleSpec>(KINDS.destinationRule, 'tunnel')) {
      for (const { policy: { tunnel, proxyProtocol }, path } of policiesOf(spec)) {
        const { protocol = '', targetHost = '', targetPort = 0 } = tunnel ?? {};
        if (!tunnel) {
          continue;
        }
        if (proxyProtocol) {
          report(manifest, [...path, 'proxyProtocol'], 'has a tunnel and proxyProtocol, which exclude each other');
        }
        if (!['', 'CONNECT', 'POST'].includes(protocol)) {
          report(manifest, [...path, 'tunnel', 'protocol'], `opens a tunnel with '${protocol}', and it must be 'CONNECT' or 'POST'`);
        }
        if (targetPort < 1 || targetPort > 65535) {
          report(manifest, [...path, 'tunnel', 'targetPort'], `opens a tunnel to port ${targetPort}, and it must be from 1 to 65535`);
        }
        if (!isDomain(targetHost) && !isIpAddress(targetHost)) {
          report(manifest, [...path, 'tunnel', 'targetHost'], `opens a tunnel to '${targetHost}', which is neither a host name nor an IP address`);
        }
      }
    }
  },
};

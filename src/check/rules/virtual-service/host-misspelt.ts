import { isDomainOrWildcard } from '../../../model/host-syntax';
import { TlsRoute } from '../../../model/istio-specs';
import { isIpAddress } from '../../../schema/formats';
import { Rule } from '../../rule';

export const hostMisspelt: Rule = {
  id: 'host-misspelt',
  severity: 'error',
  title: 'a host is no name of DNS',
  why: 'Istio refuses hosts that are neither names of DNS nor addresses: those with a scheme, a port or a path, and wildcards that are not the first part.',
  fix: 'write the name alone, as in \'shop.example.com\' or \'*.example.com\'; ports and paths are matched in routes',
  codes: ['IST0106'],
  bad: `
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: { name: cart, namespace: shop }
spec:
  hosts: ['shop.example.com:8080']
  gateways: [edge/public]
  http:
    - route:
        - destination: { host: cart.shop.svc.cluster.local, port: { number: 80 } }
`,
  mend: { "['shop.example.com:8080']": '[shop.example.com]' },

  check(mesh, report) {
    for (const { spec: { hosts = [], tls = [] }, manifest } of mesh.virtualServices) {
      hosts.forEach((host, at) => {
        // Gateways between clusters have hosts of a form of their own.
        if (!isDomainOrWildcard(host) && !isIpAddress(host) && !(host.startsWith('outbound_') && tls.some(hasSni))) {
          report(manifest, ['spec', 'hosts', at], `has host '${host}', which is no name of DNS: it is refused`);
        }
      });
    }
  },
};

function hasSni({ match = [] }: TlsRoute): boolean {
  return match.some(({ sniHosts = [] }) => sniHosts.length > 0);
}

import { Rule } from '../../rule';

export const gatewayWithoutServers: Rule = {
  id: 'gateway-without-servers',
  severity: 'error',
  title: 'a Gateway has no server, or a server no host',
  why: 'Istio\'s webhook refuses the object: it would open nothing.',
  fix: 'add a server with a port and at least one host',
  codes: ['IST0106'],
  bad: `
apiVersion: networking.istio.io/v1
kind: Gateway
metadata: { name: shop, namespace: edge }
spec:
  selector: { istio: ingress }
  servers:
    - port: { number: 80, name: http, protocol: HTTP }
      hosts: []
`,
  mend: { 'hosts: []': 'hosts: [shop.example.com]' },

  check(mesh, report) {
    for (const { manifest, spec: { servers = [] } } of mesh.gateways) {
      if (servers.length === 0) {
        report(manifest, ['spec', 'servers'], 'has no server');
      }
      servers.forEach(({ hosts, port }, at) => {
        if (hosts?.length === 0) {
          report(manifest, ['spec', 'servers', at, 'hosts'], `has no host at server '${port?.name ?? at}'`);
        }
      });
    }
  },
};

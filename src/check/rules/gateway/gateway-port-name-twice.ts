import { Rule } from '../../rule';

export const gatewayPortNameTwice: Rule = {
  id: 'gateway-port-name-twice',
  severity: 'error',
  title: 'two servers of a Gateway have ports of the same name',
  why: 'Istio\'s webhook refuses the object: the name tells the routes of HTTPS servers apart. The number may be the same, the name may not.',
  fix: 'give each server\'s port a name of its own',
  codes: ['IST0106'],
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
    - port: { name: https, number: 443, protocol: HTTPS }
      hosts: [cart.example.com]
      tls: { mode: SIMPLE, credentialName: cart }
`,
  mend: { '{ name: https,': '{ name: https-cart,' },

  check(mesh, report) {
    for (const { manifest, spec: { servers = [] } } of mesh.gateways) {
      const known = new Map<string, number>();
      servers.forEach(({ port }, at) => {
        const first = port?.name === undefined ? undefined : known.get(port.name);
        if (first !== undefined) {
          report(manifest, ['spec', 'servers', at, 'port', 'name'], `has port name '${port!.name}' twice, at servers ${first} and ${at}`);
        } else if (port?.name !== undefined) {
          known.set(port.name, at);
        }
      });
    }
  },
};

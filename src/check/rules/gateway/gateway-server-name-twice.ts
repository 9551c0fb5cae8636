import { Rule } from '../../rule';

export const gatewayServerNameTwice: Rule = {
  id: 'gateway-server-name-twice',
  severity: 'warning',
  title: 'two servers of a Gateway have the same name',
  why: 'The name is the prefix of the proxy\'s statistics, which then count both servers as one.',
  fix: 'give each server a name of its own',
  codes: [],
  bad: `
apiVersion: networking.istio.io/v1
kind: Gateway
metadata: { name: shop, namespace: edge }
spec:
  selector: { istio: ingress }
  servers:
    - name: public
      port: { number: 80, name: http, protocol: HTTP }
      hosts: [shop.example.com]
    - name: public # of the cart
      port: { number: 8080, name: http-cart, protocol: HTTP }
      hosts: [cart.example.com]
`,
  mend: { 'name: public # of the cart': 'name: cart' },

  check(mesh, report) {
    for (const { manifest, spec: { servers = [] } } of mesh.gateways) {
      const known = new Set<string>();
      servers.forEach(({ name }, at) => {
        if (name && known.has(name)) {
          report(manifest, ['spec', 'servers', at, 'name'], `has a second server with the name '${name}'`);
        }
        known.add(name ?? '');
      });
    }
  },
};

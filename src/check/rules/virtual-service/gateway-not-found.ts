import { gatewayNamed, isGeneratedGateway } from '../../../model/bound-gateways';
import { Entity } from '../../../model/entity';
import { GatewaySpec } from '../../../model/istio-specs';
import { Mesh } from '../../../model/mesh';
import { gatewayPathsOf, MESH, qualifiedGateway } from '../../../model/virtual-service';
import { Rule } from '../../rule';

export const gatewayNotFound: Rule = {
  id: 'gateway-not-found',
  severity: 'error',
  title: 'a VirtualService names a Gateway that is not there',
  why: 'No proxy takes routes for a Gateway that does not exist: requests from outside get 404, and nothing says why. A name without a namespace means a Gateway of the '
    + 'VirtualService\'s own namespace, which is where it mostly goes wrong.',
  fix: 'name the Gateway with its namespace, as in \'istio-ingress/public\'',
  codes: ['IST0101', 'KIA1102'],
  bad: `
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: { name: cart, namespace: shop }
spec:
  hosts: [shop.example.com]
  gateways: [public]
  http:
    - route:
        - destination: { host: cart.shop.svc.cluster.local }
---
apiVersion: networking.istio.io/v1
kind: Gateway
metadata: { name: public, namespace: edge }
spec:
  selector: { istio: public }
  servers:
    - port: { number: 80, name: http, protocol: HTTP }
      hosts: [shop.example.com]
`,
  mend: { 'gateways: [public]': 'gateways: [edge/public]' },

  check(mesh, report) {
    const { namespaces, byName } = gatewaysByName(mesh);
    for (const service of mesh.virtualServicesWith('gateways')) {
      const said = new Set<string>();
      for (const { gateway, path } of gatewayPathsOf(service)) {
        const whole = qualifiedGateway(gateway, service.namespace);
        if (gateway === MESH || said.has(whole) || isGeneratedGateway(gateway) || gatewayNamed(mesh, gateway, service.namespace)) {
          continue;
        }
        said.add(whole);
        const [namespace, name] = whole.split('/');
        const others = byName.get(name) ?? [];
        const here = !gateway.includes('/') && !gateway.includes('.');
        if (namespaces.has(namespace) || mesh.holdsAppsOf(namespace) || (here && others.length > 0)) {
          const meant = others.length > 0 ? `; there is ${others.slice(0, 3).map(other => `'${other.namespace}/${other.name}'`).join(', ')}` : '';
          report(service.manifest, path, `names Gateway '${whole}', which is not there${meant}`, {
            others: others.slice(0, 3).map(({ manifest }) => manifest),
            ...others.length > 0 ? { fix: `write '${others[0].namespace}/${others[0].name}'` } : {},
          });
        }
      }
    }
  },
};

interface KnownGateways {
  readonly namespaces: ReadonlySet<string>;
  readonly byName: ReadonlyMap<string, readonly Entity<GatewaySpec>[]>;
}

function gatewaysByName(mesh: Mesh): KnownGateways {
  return mesh.once('gateways by name', () => {
    const byName = new Map<string, Entity<GatewaySpec>[]>();
    for (const gateway of mesh.gateways) {
      byName.set(gateway.name, [...byName.get(gateway.name)?.slice(0, 3) ?? [], gateway]);
    }
    return { namespaces: new Set(mesh.gateways.map(({ namespace }) => namespace)), byName };
  });
}

import { gatewayNamed, hostsOfServer } from '../../../model/bound-gateways';
import { Entity, qualifiedName } from '../../../model/entity';
import { hostsOverlap } from '../../../model/hosts';
import { GatewaySpec } from '../../../model/istio-specs';
import { hostsOf, MESH } from '../../../model/virtual-service';
import { Rule } from '../../rule';
import { quoted } from '../../words';

export const hostNotAtGateway: Rule = {
  id: 'host-not-at-gateway',
  severity: 'error',
  title: 'a host of a VirtualService is not among the hosts of its Gateways',
  why: 'A gateway answers requests for hosts that no server of its Gateway names with 404, whatever VirtualServices say. A server may also be open to VirtualServices of one namespace '
    + 'only: `shop/shop.example.com` is no host for those of other namespaces.',
  fix: 'add the host to a server of the Gateway, or correct it',
  codes: ['IST0132'],
  bad: `
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: { name: cart, namespace: shop }
spec:
  hosts: [shop.example.org]
  gateways: [edge/public]
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
      hosts: ['*.example.com']
`,
  mend: { 'hosts: [shop.example.org]': 'hosts: [shop.example.com]' },

  check(mesh, report) {
    for (const service of mesh.virtualServicesWith('gateways')) {
      const { spec: { gateways = [] }, namespace, manifest } = service;
      const hosts = hostsOf(service, mesh.clusterDomain);
      const found = gateways.map(gateway => gatewayNamed(mesh, gateway, namespace));
      const open = found.map(gateway => gateway && openHosts(gateway, namespace));
      const idle = open.map(known => known !== undefined && hosts.length > 0 && !hosts.some(host => isOpen(known, host)));
      idle.forEach((yes, at) => {
        if (yes) {
          report(manifest, ['spec', 'gateways', at], `has hosts ${quoted(hosts)}, and ${hostsText(found[at]!, open[at]!, namespace)}`, { others: [found[at]!.manifest] });
        }
      });
      if (found.every(gateway => gateway !== undefined) && !gateways.includes(MESH)) {
        const used = found.filter((_, at) => !idle[at]) as Entity<GatewaySpec>[];
        hosts.forEach((host, at) => {
          if (used.length > 0 && !open.some(known => isOpen(known!, host))) {
            report(manifest, ['spec', 'hosts', at], `has host '${host}', and ${used.map(gateway => hostsText(gateway, openHosts(gateway, namespace), namespace)).join(', ')}`, {
              others: used.map(gateway => gateway.manifest),
            });
          }
        });
      }
    }
  },
};

function openHosts(gateway: Entity<GatewaySpec>, namespace: string): readonly string[] {
  return [...new Set((gateway.spec.servers ?? []).flatMap(server => hostsOfServer(server, gateway.namespace, namespace)))];
}

function isOpen(open: readonly string[], host: string): boolean {
  return open.some(one => hostsOverlap(one.toLowerCase(), host.toLowerCase()));
}

function hostsText(gateway: Entity<GatewaySpec>, open: readonly string[], namespace: string): string {
  const closed = (gateway.spec.servers ?? []).some(({ hosts = [] }) => hosts.length > 0);
  const has = open.length > 0 ? quoted(open) : closed ? `none for namespace '${namespace}'` : 'none';
  return `Gateway '${qualifiedName(gateway)}' has ${has}`;
}

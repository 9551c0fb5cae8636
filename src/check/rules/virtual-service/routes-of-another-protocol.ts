import { gatewayNamed, serversFor } from '../../../model/bound-gateways';
import { Mesh } from '../../../model/mesh';
import { holdNowhereInMesh, RouteProtocol, servesRoutes } from '../../../model/route-ports';
import { gatewaysOf, MESH } from '../../../model/virtual-service';
import { virtualServiceHosts, VirtualServiceHosts } from '../../../model/virtual-service-hosts';
import { Rule } from '../../rule';

const PROTOCOLS = ['http', 'tls', 'tcp'] as const;

export const routesOfAnotherProtocol: Rule = {
  id: 'routes-of-another-protocol',
  severity: 'error',
  title: 'routes are for another protocol than their hosts speak',
  why: 'Routes of HTTP hold where proxies read HTTP, those of TLS where TLS passes through them, those of TCP for the rest. What a port speaks, its name or appProtocol says, and at a gateway '
    + 'the server\'s protocol and tls.mode. Routes for anything else are ignored without a word.',
  fix: 'correct the name or appProtocol of the port, the server of the Gateway, or the kind of routes',
  codes: [],
  bad: `
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: { name: cart, namespace: shop }
spec:
  hosts: [cart]
  http:
    - timeout: 2s
      route:
        - destination: { host: cart }
---
apiVersion: v1
kind: Service
metadata: { name: cart, namespace: shop }
spec:
  ports:
    - { name: tcp-api, port: 8080 }
`,
  mend: { 'name: tcp-api': 'name: http-api' },

  check(mesh, report) {
    for (const routed of virtualServiceHosts(mesh)) {
      const { spec, manifest } = routed.service;
      for (const protocol of routed.hosts.length > 0 ? PROTOCOLS : []) {
        const spoken = (spec[protocol] ?? []).length > 0 ? spokenInstead(mesh, routed, protocol) : undefined;
        if (spoken) {
          report(manifest, ['spec', protocol], `has routes of ${protocol.toUpperCase()} for hosts with ${[...spoken].join(', ')}: they are ignored`);
        }
      }
    }
  },
};

/** What is spoken at all gateways of a VirtualService instead of a protocol; nothing where it is spoken, or may be. */
function spokenInstead(mesh: Mesh, routed: VirtualServiceHosts, protocol: RouteProtocol): ReadonlySet<string> | undefined {
  const all = new Set<string>();
  for (const gateway of gatewaysOf(routed.service)) {
    const spoken = spokenAt(mesh, routed, gateway, protocol) ?? [];
    if (spoken.length === 0) {
      return undefined;
    }
    spoken.forEach(one => all.add(one));
  }
  return all;
}

/** What is spoken at a gateway, none of which routes of a protocol are for; nothing where some are, or where it is not known. */
function spokenAt(mesh: Mesh, routed: VirtualServiceHosts, gateway: string, protocol: RouteProtocol): readonly string[] | undefined {
  const { service, hosts } = routed;
  if (gateway === MESH) {
    return holdNowhereInMesh(routed, protocol) ? hosts
      .flatMap(({ host }) => mesh.hostsNamed(host, service.namespace).flatMap(named => named.ports.map(({ number, protocol: said }) => `port ${number} of ${said}`))) : undefined;
  }
  const found = gatewayNamed(mesh, gateway, service.namespace);
  const servers = found ? serversFor(found, service, mesh.clusterDomain) : [];
  return servers.some(server => servesRoutes(server, protocol) || server.tls?.httpsRedirect || !server.port?.protocol) ? undefined
    : servers.map(({ port, tls }) => `port ${port!.number} of ${port!.protocol}${tls?.mode ? ` (${tls.mode})` : ''} at Gateway '${gateway}'`);
}

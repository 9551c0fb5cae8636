import { isObject } from '../../../manifests/manifest';
import { Entity } from '../../../model/entity';
import { protocolOfPort } from '../../../model/entry-ports';
import { ServiceEntrySpec } from '../../../model/istio-specs';
import { KINDS } from '../../../model/kinds';
import { Mesh } from '../../../model/mesh';
import { labelsOf } from '../../../model/metadata';
import { Rule } from '../../rule';
import { Severity } from '../../severity';

export const tcpPortWithoutAddresses: Rule = {
  id: 'tcp-port-without-addresses',
  severity: 'warning',
  title: 'a TCP port of a ServiceEntry has no address to be known by',
  why: 'Proxies know TCP connections by the address that they go to. Without one they listen on the port at all addresses: every TCP connection to that port, to whatever '
    + 'server, is taken for this host, and led to it where the entry has a resolution. Addresses that Istio allocates by itself are used only by proxies that answer DNS '
    + '(ISTIO_META_DNS_CAPTURE; before 1.25 with ISTIO_META_DNS_AUTO_ALLOCATE too), and never with resolution NONE.',
  fix: 'write the addresses of the server, or let proxies answer DNS',
  codes: ['IST0134', 'IST0133'],
  bad: `
apiVersion: networking.istio.io/v1
kind: ServiceEntry
metadata: { name: orders-db, namespace: shop }
spec:
  hosts: [orders.db.example.com]
  resolution: NONE
  ports:
    - { name: tcp, number: 5432, protocol: TCP }
`,
  mend: { '  resolution: NONE': '  addresses: [192.0.2.10]\n  resolution: NONE' },

  check(mesh, report) {
    for (const entry of mesh.objects.of<ServiceEntrySpec>(KINDS.serviceEntry)) {
      const { manifest, spec: { hosts = [], addresses = [], ports = [] } } = entry;
      const severity = addresses.length > 0 || hasAllocated(manifest.json.status) ? undefined : weight(mesh, entry);
      ports.forEach((port, at) => {
        if (severity !== undefined && port.number !== undefined && hosts.length > 0 && ['', 'TCP'].includes(protocolOfPort(port))) {
          report(manifest, ['spec', 'ports', at], `has no address for port ${port.number} of '${hosts[0]}', which is not HTTP: proxies take every connection to that port for it`,
            { severity });
        }
      });
    }
  },
};

/** How sure it is that no address is allocated, or that nobody uses it. */
function weight(mesh: Mesh, { manifest, spec: { resolution = 'NONE' } }: Entity<ServiceEntrySpec>): Severity | undefined {
  if (resolution === 'NONE' || labelsOf(manifest.json)['networking.istio.io/enable-autoallocate-ip']?.toLowerCase() === 'false') {
    return 'warning';
  }
  const config = mesh.meshConfig.defaultConfig;
  const metadata = isObject(config) && isObject(config.proxyMetadata) ? config.proxyMetadata : {};
  // Before 1.25 addresses had to be asked for.
  const allocates = mesh.istioMinor >= 25 || String(metadata.ISTIO_META_DNS_AUTO_ALLOCATE) === 'true'
    || (mesh.istioMinor >= 23 && labelsOf(manifest.json)['networking.istio.io/enable-autoallocate-ip']?.toLowerCase() === 'true');
  if (String(metadata.ISTIO_META_DNS_CAPTURE) === 'true' && allocates) {
    return undefined;
  }
  // What the mesh is set up to do may not have been given.
  return Object.keys(mesh.meshConfig).length > 0 ? 'warning' : 'info';
}

function hasAllocated(status: unknown): boolean {
  return isObject(status) && Array.isArray(status.addresses) && status.addresses.length > 0;
}

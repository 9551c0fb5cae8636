import { FieldPath } from '../../../manifests/locate';
import { JsonObject } from '../../../manifests/manifest';
import { protocolOfPort } from '../../../model/entry-ports';
import { ServiceEntrySpec } from '../../../model/istio-specs';
import { KINDS } from '../../../model/kinds';
import { labelsOf } from '../../../model/metadata';
import { Rule } from '../../rule';
import { quoted } from '../../words';

/** What Istio builds a dynamic forward proxy for. */
const PROTOCOLS = ['HTTP', 'HTTP2', 'GRPC', 'TLS'];

export const dynamicDnsRefused: Rule = {
  id: 'dynamic-dns-refused',
  severity: 'error',
  title: 'a ServiceEntry with resolution DYNAMIC_DNS says where its host is, or cannot know which is called',
  why: 'DYNAMIC_DNS looks up whatever host of a wildcard is called. Istio\'s webhook refuses the object if a host has no wildcard, if it has addresses or endpoints, and on ports '
    + 'that are not HTTP, HTTP2, GRPC or TLS.',
  fix: 'write wildcard hosts and ports of HTTP or TLS, and neither addresses nor endpoints',
  codes: ['IST0106'],
  bad: `
apiVersion: networking.istio.io/v1
kind: ServiceEntry
metadata: { name: partners, namespace: shop }
spec:
  hosts: ['*.example.com']
  resolution: DYNAMIC_DNS
  ports:
    - { name: https, number: 443, protocol: HTTPS }
`,
  mend: { 'protocol: HTTPS': 'protocol: TLS' },

  check(mesh, report) {
    for (const { manifest, spec } of mesh.objects.of<ServiceEntrySpec>(KINDS.serviceEntry)) {
      if (spec.resolution === 'DYNAMIC_DNS') {
        wrongIn(spec, manifest.json).forEach(([path, message]) => report(manifest, ['spec', ...path], `has resolution 'DYNAMIC_DNS' and ${message}`));
      }
    }
  },
};

function wrongIn(spec: ServiceEntrySpec, json: JsonObject): (readonly [FieldPath, string])[] {
  const { hosts = [], addresses = [], endpoints = [], ports = [], location } = spec;
  const wrong: (readonly [FieldPath, string])[] = [];
  hosts.forEach((host, at) => {
    if (!host.startsWith('*')) {
      wrong.push([['hosts', at], `host '${host}', which is no wildcard`]);
    }
  });
  if (addresses.length > 0) {
    wrong.push([['addresses'], 'addresses, which nothing leads to']);
  }
  if (endpoints.length > 0) {
    wrong.push([['endpoints'], 'endpoints, which are not used']);
  }
  ports.forEach((port, at) => {
    if (!PROTOCOLS.includes(protocolOfPort(port))) {
      wrong.push([['ports', at, 'protocol'], `port ${port.number ?? 'without a number'} of protocol '${protocolOfPort(port)}', and it must be one of ${quoted(PROTOCOLS)}`]);
    }
  });
  const waypoint = labelsOf(json)['istio.io/use-waypoint'] ?? '';
  if (location === 'MESH_INTERNAL' && waypoint !== '' && waypoint.toLowerCase() !== 'none') {
    wrong.push([['location'], `location 'MESH_INTERNAL' behind waypoint '${waypoint}'`]);
  }
  return wrong;
}

import { isIP } from 'node:net';
import { FieldPath } from '../../../manifests/locate';
import { isObject, JsonObject } from '../../../manifests/manifest';
import { isDomain } from '../../../model/host-syntax';
import { Rule } from '../../rule';

export const endpointsRefused: Rule = {
  id: 'endpoints-refused',
  severity: 'error',
  title: 'an EndpointSlice or Endpoints has no addresses, or such that cannot be called',
  why: 'The API server refuses the object. Addresses of a slice are of its addressType, and no endpoint is the machine itself (127.0.0.1) or of its link (169.254.0.0/16). Where there are '
    + 'several ports, each has a name of its own.',
  fix: 'write addresses of pods or machines, and names of the ports',
  codes: [],
  bad: `
apiVersion: discovery.k8s.io/v1
kind: EndpointSlice
metadata: { name: machine-1, namespace: shop }
addressType: IPv4
endpoints:
  - addresses: [machine.example.com]
ports:
  - { name: http, port: 80 }
`,
  mend: { 'machine.example.com': '10.0.0.7' },

  check(mesh, report) {
    for (const { manifest } of mesh.objects.of<JsonObject>('discovery.k8s.io/EndpointSlice')) {
      const { addressType: type, endpoints, ports } = manifest.json;
      listOf(endpoints).forEach(({ addresses }, at) => (Array.isArray(addresses) ? addresses : []).forEach((address: unknown, item) => {
        const problem = typeof address === 'string' ? addressProblem(address, type) : undefined;
        if (problem !== undefined) {
          report(manifest, ['endpoints', at, 'addresses', item], problem);
        }
      }));
      namesTwice(ports).forEach(([path, message]) => report(manifest, path, message));
    }
    for (const { manifest } of mesh.objects.of<JsonObject>('Endpoints')) {
      listOf(manifest.json.subsets).forEach((subset, at) => {
        const all = ['addresses', 'notReadyAddresses'].map(field => ({ field, list: listOf(subset[field]) }));
        if (all.every(({ list }) => list.length === 0)) {
          report(manifest, ['subsets', at], 'has a subset without addresses');
        }
        all.forEach(({ field, list }) => list.forEach(({ ip }, item) => {
          const problem = typeof ip === 'string' ? addressProblem(ip, undefined) : undefined;
          if (problem !== undefined) {
            report(manifest, ['subsets', at, field, item, 'ip'], problem);
          }
        }));
        const ports = listOf(subset.ports);
        ports.filter(({ name }) => ports.length > 1 && !name).slice(0, 1).forEach(() => report(manifest, ['subsets', at, 'ports'], 'has several ports, of which one has no name'));
      });
    }
  },
};

function addressProblem(address: string, type: unknown): string | undefined {
  if (type === 'FQDN') {
    return isDomain(address) && address.includes('.') && address === address.toLowerCase() ? undefined : `has the address '${address}', which is no whole name of DNS`;
  }
  const version = isIP(address);
  if (version === 0 || (type === 'IPv4' && version !== 4) || (type === 'IPv6' && version !== 6)) {
    return `has the address '${address}', which is no address of ${type === 'IPv4' || type === 'IPv6' ? type : 'IP'}`;
  }
  return /^(127\.|169\.254\.|224\.0\.0\.|0\.0\.0\.0$|::1?$|fe[89ab]|ff02:)/i.test(address) ? `has the address '${address}', which leads to no other machine` : undefined;
}

/** Ports that have the name of another, which may be none. */
function namesTwice(ports: unknown): readonly (readonly [FieldPath, string])[] {
  const names = listOf(ports).map(({ name }) => typeof name === 'string' ? name : '');
  return names.flatMap((name, at) => names.indexOf(name) < at ? [[['ports', at, 'name'], `has two ports named '${name}'`] as const] : []);
}

function listOf(value: unknown): readonly JsonObject[] {
  return Array.isArray(value) ? value.map((item: unknown) => isObject(item) ? item : {}) : [];
}

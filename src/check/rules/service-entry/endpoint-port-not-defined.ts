import { ServiceEntrySpec } from '../../../model/istio-specs';
import { KINDS } from '../../../model/kinds';
import { Rule } from '../../rule';
import { quoted } from '../../words';

export const endpointPortNotDefined: Rule = {
  id: 'endpoint-port-not-defined',
  severity: 'error',
  title: 'an endpoint has a port under a name that its ServiceEntry does not know',
  why: 'The ports of an endpoint say, by the names of the ServiceEntry\'s ports, where it listens for each. Istio\'s webhook refuses the object if a name is none of these.',
  fix: 'write the name of one of spec.ports',
  codes: ['IST0106'],
  bad: `
apiVersion: networking.istio.io/v1
kind: ServiceEntry
metadata: { name: ledger, namespace: shop }
spec:
  hosts: [ledger.example.com]
  resolution: STATIC
  ports:
    - { name: http, number: 80, protocol: HTTP }
  endpoints:
    - address: 192.0.2.10
      ports: { web: 8080 }
`,
  mend: { 'web: 8080': 'http: 8080' },

  check(mesh, report) {
    for (const { manifest, spec: { endpoints = [], ports = [] } } of mesh.objects.of<ServiceEntrySpec>(KINDS.serviceEntry)) {
      const names = ports.flatMap(({ name }) => name ?? []);
      endpoints.forEach((endpoint, at) => Object.keys(endpoint.ports ?? {}).filter(name => !names.includes(name)).forEach(name =>
        report(manifest, ['spec', 'endpoints', at, 'ports', name], `has an endpoint with port '${name}', and its own ports are ${names.length === 0 ? 'none' : quoted(names)}`)));
    }
  },
};

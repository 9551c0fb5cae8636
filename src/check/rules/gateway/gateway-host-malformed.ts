import { serversOf } from '../../../model/gateway-servers';
import { scopedHostProblem } from '../../../model/scoped-host';
import { Rule } from '../../rule';

export const gatewayHostMalformed: Rule = {
  id: 'gateway-host-malformed',
  severity: 'error',
  title: 'a host of a Gateway has a form that no host has',
  why: 'Istio\'s webhook refuses the object. A host is a name of DNS with a dot in it, `*`, a name with `*.` before it, or an address, and a '
    + 'namespace with a slash may '
    + 'stand before it (`shop/*.example.com`, `./*`). Schemes and ports are no part of it.',
  fix: 'write a fully qualified name, \'*\' or \'*.example.com\', with no scheme and no port',
  codes: ['IST0106'],
  bad: `
apiVersion: networking.istio.io/v1
kind: Gateway
metadata: { name: shop, namespace: edge }
spec:
  selector: { istio: ingress }
  servers:
    - port: { number: 80, name: http, protocol: HTTP }
      hosts: ["shop*.example.com"]
`,
  mend: { 'shop*.example.com': '*.example.com' },

  check(mesh, report) {
    for (const { gateway, server, path } of serversOf(mesh)) {
      (server.hosts ?? []).forEach((host, at) => {
        const problem = scopedHostProblem(host, 'gateway');
        if (problem) {
          report(gateway.manifest, [...path, 'hosts', at], `has host '${host}', which ${problem}`);
        }
      });
    }
  },
};

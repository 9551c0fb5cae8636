import { isDnsLabel, isDomainOrWildcard, isIpRange } from '../../../model/host-syntax';
import { HttpMatch, L4Match } from '../../../model/istio-specs';
import { istioLabelProblem } from '../../../model/label-syntax';
import { AnyMatch, matchesOf } from '../../../model/virtual-service';
import { isIpAddress } from '../../../schema/formats';
import { Rule } from '../../rule';

export const matchRefused: Rule = {
  id: 'match-refused',
  severity: 'error',
  title: 'a condition of a route is for what cannot be',
  why: 'Istio\'s webhook refuses the object. Ports are numbers up to 65535, labels of sources are labels as Kubernetes has them, a namespace is a single name, and networks are '
    + 'addresses or ranges of them. A route of TLS has a condition, and each of its conditions a host.',
  fix: 'write a value that there can be, or leave the condition out',
  codes: ['IST0106'],
  bad: `
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: { name: cart, namespace: shop }
spec:
  hosts: [cart]
  tcp:
    - match:
        - destinationSubnets: [10.0.0.0/40]
      route:
        - destination: { host: cart.shop.svc.cluster.local }
`,
  mend: { '/40': '/8' },

  check(mesh, report) {
    for (const service of mesh.virtualServicesWith('match')) {
      for (const found of matchesOf(service)) {
        problemsOf(found).forEach(([field, text]) => report(service.manifest, [...found.path, ...field], `${text}, which is refused`));
      }
      (service.spec.tls ?? []).forEach(({ match }, at) => {
        if (match?.length === 0) {
          report(service.manifest, ['spec', 'tls', at, 'match'], 'has a route of TLS without a condition, which is refused');
        }
      });
    }
  },
};

type Problem = readonly [field: readonly (string | number)[], text: string];

function problemsOf({ match, protocol }: AnyMatch): readonly Problem[] {
  const { port = 0, sourceLabels = {}, sourceNamespace = '' } = match;
  const { destinationSubnets = [], sniHosts } = match as HttpMatch & L4Match & { readonly sniHosts?: readonly string[] };
  const found: Problem[] = [];
  if (port > 65535) {
    found.push([['port'], `matches port ${port}`]);
  }
  for (const [name, value] of Object.entries(sourceLabels)) {
    const problem = istioLabelProblem(name, value);
    if (problem !== undefined) {
      found.push([['sourceLabels', name], `matches sources by a label that is none: ${problem}`]);
    }
  }
  // Of TLS and TCP nobody reads it.
  if (protocol === 'http' && sourceNamespace !== '' && !isDnsLabel(sourceNamespace)) {
    found.push([['sourceNamespace'], `matches sources of namespace '${sourceNamespace}'`]);
  }
  destinationSubnets.forEach((subnet, at) => {
    if (!isIpRange(subnet)) {
      found.push([['destinationSubnets', at], `matches network '${subnet}'`]);
    }
  });
  if (sniHosts?.length === 0) {
    found.push([['sniHosts'], 'matches TLS for no host']);
  }
  (sniHosts ?? []).forEach((host, at) => {
    // Gateways between clusters have hosts of a form of their own.
    if (!isDomainOrWildcard(host) && !isIpAddress(host) && !host.startsWith('outbound_')) {
      found.push([['sniHosts', at], `matches TLS for '${host}', which is no name of DNS`]);
    }
  });
  return found;
}

import { isDnsLabel, isDomainOrWildcard } from '../../../model/host-syntax';
import { DestinationRuleSpec } from '../../../model/istio-specs';
import { KINDS } from '../../../model/kinds';
import { Rule } from '../../rule';

export const destinationRuleNameRefused: Rule = {
  id: 'destination-rule-name-refused',
  severity: 'error',
  title: 'the host of a DestinationRule or the name of a subset is not a name',
  why: 'Istio\'s webhook refuses the object. A host is a domain, perhaps with a wildcard at its beginning, without a port, a path or a scheme. The name of a subset becomes a '
    + 'part of the names of clusters: letters, digits and dashes, up to 63 of them, with no dot.',
  fix: 'write a host without port and scheme, and names of letters, digits and dashes',
  codes: ['IST0106'],
  bad: `
apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata: { name: reviews, namespace: shop }
spec:
  host: reviews.shop.svc.cluster.local:80
`,
  mend: { ':80': '' },

  check(mesh, report) {
    for (const { manifest, spec: { host, subsets = [] } } of mesh.objects.of<DestinationRuleSpec>(KINDS.destinationRule)) {
      if (manifest.json.spec === undefined) {
        report(manifest, [], 'has no spec, and so is for no host');
      } else if (host !== undefined && !isDomainOrWildcard(host)) {
        report(manifest, ['spec', 'host'], `is for host '${host}', which is no domain`);
      }
      subsets.forEach(({ name }, at) => {
        if (name !== undefined && !isDnsLabel(name)) {
          report(manifest, ['spec', 'subsets', at, 'name'], `has a subset named '${name}', and names are of letters, digits and dashes, up to 63`);
        }
      });
    }
  },
};

import { own } from '../../../core/own';
import { annotated } from '../../../model/annotated';
import { ANNOTATIONS } from '../../../model/annotation-table';
import { NAMES_UNTIL } from '../../../model/annotation-versions';
import { nearestName } from '../../../schema/nearest-name';
import { Rule } from '../../rule';

/** What Istio reads, or writes, beside what its list has. */
const UNLISTED = new Set([
  'prometheus.istio.io/secure-port', 'prometheus.istio.io/scrape-targets', 'gateway.istio.io/agentgatewayImage', 'proxy.istio.io/health-checks-enabled',
  'istio.io/ignore-policy-attachment', 'experimental.istio.io/disable-gateway-port-translation', 'envoyfilter.istio.io/referenced-services',
  'ambient.istio.io/xfcc-include-client-identity', 'policy.istio.io/checkRetries', 'sidecar.istio.io/capNetBindService', 'networking.istio.io/address-type',
  'istio.io/draining', 'istio.io/connect-strategy',
]);
/** Domains in which the installer and the control plane keep books, and others that are not for users. */
const BOOKS = /^(install\.operator|operator|internal|leader|test|release|meshconfig)\.istio\.io\//;
/** Labels of Istio that people take for annotations. */
const LABELS = new Set([
  'istio.io/use-waypoint', 'istio.io/use-waypoint-namespace', 'istio.io/ingress-use-waypoint', 'istio.io/dataplane-mode', 'istio.io/waypoint-for', 'istio.io/global',
  'istio.io/tag', 'networking.istio.io/gatewayPort', 'topology.istio.io/network', 'topology.istio.io/cluster', 'topology.istio.io/subzone',
  'service.istio.io/canonical-name', 'service.istio.io/canonical-revision', 'service.istio.io/workload-name', 'security.istio.io/tlsMode',
  'networking.istio.io/tunnel', 'istio.io/persistent-session', 'istio.io/persistent-session-header',
]);

export const annotationUnknown: Rule = {
  id: 'annotation-unknown',
  severity: 'warning',
  title: 'an annotation of Istio\'s domain that Istio does not know',
  why: 'Nothing reads it, so what it should do does not happen, and nothing says so. Names of annotations are case sensitive, and some settings are labels.',
  fix: 'correct the name, or take the annotation out',
  codes: ['IST0108'],
  bad: `
apiVersion: v1
kind: Pod
metadata:
  name: cart
  namespace: shop
  annotations: { traffic.sidecar.istio.io/excludeOutboundPort: "5432" }
spec:
  containers:
    - { name: cart, image: registry.example.com/cart:1 }
`,
  mend: { excludeOutboundPort: 'excludeOutboundPorts' },

  check(mesh, report) {
    const names = Object.keys(ANNOTATIONS);
    const nearest = new Map<string, string | undefined>();
    for (const { manifest, path, annotations, derived } of annotated(mesh)) {
      for (const [name] of derived ? [] : annotations) {
        if (own(ANNOTATIONS, name) || UNLISTED.has(name) || BOOKS.test(name) || (own(NAMES_UNTIL, name) ?? 0) >= mesh.istioMinor) {
          continue;
        }
        if (LABELS.has(name)) {
          report(manifest, [...path, name], `has ${name} among its annotations, and Istio reads it among the labels`, { fix: 'make it a label' });
        } else {
          const near = nearest.has(name) ? nearest.get(name) : meantAnnotation(name, names);
          nearest.set(name, near);
          report(manifest, [...path, name], `has annotation '${name}', which Istio does not know${near === undefined ? '' : `; '${near}' is meant, perhaps`}`);
        }
      }
    }
  },
};

/** Of the same name in another domain, or the nearest of its own domain. */
function meantAnnotation(name: string, names: readonly string[]): string | undefined {
  const slash = name.indexOf('/') + 1;
  const [domain, word] = [name.slice(0, slash), name.slice(slash)];
  const moved = names.find(known => known.endsWith(`/${word}`));
  const near = moved ?? nearestName(word, names.filter(known => known.startsWith(domain)).map(known => known.slice(slash)));
  return near === undefined || near === moved ? near : domain + near;
}

import { own } from '../../../core/own';
import { annotated } from '../../../model/annotated';
import { ANNOTATIONS } from '../../../model/annotation-table';
import { DEPRECATED_SINCE } from '../../../model/annotation-versions';
import { INJECT, isInjected } from '../../../model/injection';
import { Mesh } from '../../../model/mesh';
import { Workload } from '../../../model/workload';
import { Rule } from '../../rule';

/** What comes in their place. */
const INSTEAD: { readonly [name: string]: string } = {
  [INJECT]: 'use the label of the same name at the pods',
  'sidecar.istio.io/discoveryAddress': 'set discoveryAddress in the annotation proxy.istio.io/config',
  'sidecar.istio.io/statsInclusionPrefixes': 'set proxyStatsMatcher in the annotation proxy.istio.io/config',
  'sidecar.istio.io/statsInclusionSuffixes': 'set proxyStatsMatcher in the annotation proxy.istio.io/config',
  'sidecar.istio.io/statsInclusionRegexps': 'set proxyStatsMatcher in the annotation proxy.istio.io/config',
  'sidecar.istio.io/extraStatTags': 'set tags with a Telemetry object',
  'sidecar.istio.io/statsCompression': 'set statsCompression in the annotation proxy.istio.io/config',
  'traffic.sidecar.istio.io/kubevirtInterfaces': 'use istio.io/reroute-virtual-interfaces',
};

export const annotationDeprecated: Rule = {
  id: 'annotation-deprecated',
  severity: 'info',
  title: 'an annotation that Istio means to give up',
  why: 'It works as long as Istio keeps it, and a later version may ignore it without a word.',
  fix: 'take the annotation out',
  codes: ['IST0135'],
  bad: `
apiVersion: v1
kind: Pod
metadata:
  name: cart
  namespace: shop
  annotations: { traffic.sidecar.istio.io/kubevirtInterfaces: net1 }
spec:
  containers:
    - { name: cart, image: registry.example.com/cart:1 }
`,
  mend: { 'traffic.sidecar.istio.io/kubevirtInterfaces': 'istio.io/reroute-virtual-interfaces' },

  check(mesh, report) {
    for (const { manifest, path, annotations, kind, workload, derived } of annotated(mesh)) {
      for (const [name] of derived ? [] : annotations) {
        const known = own(ANNOTATIONS, name);
        // Elsewhere than where it is read it is misplaced.
        const isDeprecated = known?.deprecated && (DEPRECATED_SINCE[name] ?? 0) <= mesh.istioMinor;
        if (isDeprecated && known.on.includes(kind) && !(name === INJECT && workload && isExcused(workload, mesh))) {
          report(manifest, [...path, name], `has annotation '${name}', which is deprecated`, { fix: INSTEAD[name] });
        }
      }
    }
  },
};

/** Whether the pods have the label too, and the annotation for older versions, or the annotation has no effect, which is said elsewhere. */
function isExcused(workload: Workload, mesh: Mesh): boolean {
  const { labels, annotations, namespace } = workload;
  return labels[INJECT] !== undefined || (annotations[INJECT] === 'true' && isInjected(workload, mesh.namespaces.get(namespace)) === false);
}

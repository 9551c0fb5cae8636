import { PeerAuthenticationSpec } from '../../../model/istio-specs';
import { KINDS } from '../../../model/kinds';
import { hasSelector } from '../../../model/workload-policies';
import { Rule } from '../../rule';

export const peerAuthenticationIgnoredInRoot: Rule = {
  id: 'peer-authentication-ignored-in-root',
  severity: 'error',
  title: 'a PeerAuthentication of the root namespace selects pods',
  why: 'In the root namespace only a PeerAuthentication without a selector holds, for the whole mesh. One with a selector is ignored, for the pods of other namespaces '
    + 'and for those of the root namespace itself, so their mutual TLS stays as it is.',
  fix: 'put it into the namespace of the pods, or leave the selector out where the whole mesh is meant',
  codes: [],
  bad: `
apiVersion: security.istio.io/v1
kind: PeerAuthentication
metadata: { name: cart, namespace: istio-system }
spec:
  selector:
    matchLabels: { app: cart }
  mtls: { mode: STRICT }
`,
  mend: { 'namespace: istio-system': 'namespace: shop' },

  check(mesh, report) {
    for (const policy of mesh.objects.of<PeerAuthenticationSpec>(KINDS.peerAuthentication)) {
      if (policy.namespace === mesh.rootNamespace && hasSelector(policy)) {
        report(policy.manifest, ['spec', 'selector'], `selects pods, and in the root namespace '${policy.namespace}' a PeerAuthentication that does is ignored`);
      }
    }
  },
};

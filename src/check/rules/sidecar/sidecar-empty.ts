import { SidecarSpec } from '../../../model/istio-specs';
import { KINDS } from '../../../model/kinds';
import { Rule } from '../../rule';

export const sidecarEmpty: Rule = {
  id: 'sidecar-empty',
  severity: 'error',
  title: 'a Sidecar says nothing',
  why: 'Istio\'s webhook refuses the object. To import nothing, list the host `~/*`.',
  fix: 'add egress with the hosts that the workloads call, or remove the object',
  codes: ['IST0106'],
  bad: `
apiVersion: networking.istio.io/v1
kind: Sidecar
metadata: { name: default, namespace: shop }
spec:
  egress: []
`,
  mend: { 'egress: []': 'egress: [{ hosts: ["~/*"] }]' },

  check(mesh, report) {
    for (const { manifest, spec } of mesh.objects.of<SidecarSpec & { inboundConnectionPool?: object }>(KINDS.sidecar)) {
      const { egress = [], ingress = [], outboundTrafficPolicy, inboundConnectionPool } = spec;
      if (egress.length === 0 && ingress.length === 0 && !outboundTrafficPolicy && !inboundConnectionPool) {
        report(manifest, ['spec'], 'has neither egress nor ingress nor a policy');
      }
    }
  },
};

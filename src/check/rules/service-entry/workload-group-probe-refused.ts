import { KINDS } from '../../../model/kinds';
import { WorkloadGroupSpec } from '../../../model/specs';
import { Rule } from '../../rule';

export const workloadGroupProbeRefused: Rule = {
  id: 'workload-group-probe-refused',
  severity: 'error',
  title: 'the probe of a WorkloadGroup does not say how to probe',
  why: 'Istio\'s webhook refuses the object: a probe is httpGet, tcpSocket or exec. The CRD knows grpc too, which the webhook does not take.',
  fix: 'set httpGet, tcpSocket or exec, or remove the probe',
  codes: ['IST0106'],
  bad: `
apiVersion: networking.istio.io/v1
kind: WorkloadGroup
metadata: { name: ledger, namespace: shop }
spec:
  metadata: { labels: { app: ledger } }
  template: { serviceAccount: ledger }
  probe: { periodSeconds: 5 }
`,
  mend: { 'periodSeconds: 5': 'periodSeconds: 5, tcpSocket: { port: 8080 }' },

  check(mesh, report) {
    for (const { manifest, spec: { probe } } of mesh.objects.of<WorkloadGroupSpec>(KINDS.workloadGroup)) {
      if (probe && !['httpGet', 'tcpSocket', 'exec'].some(method => probe[method])) {
        report(manifest, ['spec', 'probe'], probe.grpc ? 'has a probe by grpc, which Istio\'s webhook does not take' : 'has a probe that says neither httpGet nor tcpSocket nor exec');
      }
    }
  },
};

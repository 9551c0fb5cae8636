import { isObject } from '../../../manifests/manifest';
import { WorkloadGroupSpec } from '../../../model/istio-specs';
import { KINDS } from '../../../model/kinds';
import { Rule } from '../../rule';

export const workloadGroupProbeRefused: Rule = {
  id: 'workload-group-probe-refused',
  severity: 'error',
  title: 'the probe of a WorkloadGroup does not say how to probe, or not as Istio takes it',
  why: 'Istio\'s webhook refuses the object: a probe is httpGet, tcpSocket or exec. The CRD knows grpc too, which the webhook does not take. The scheme of httpGet is HTTP or HTTPS, '
    + 'and its headers have names of letters, digits and dashes.',
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
      if (isObject(probe?.exec) && !(Array.isArray(probe.exec.command) && probe.exec.command.length > 0)) {
        report(manifest, ['spec', 'probe', 'exec'], 'has a probe by a command that it does not name');
      }
      const { scheme, httpHeaders = [] } = (probe?.httpGet ?? {}) as { readonly scheme?: string; readonly httpHeaders?: readonly unknown[] };
      const path = ['spec', 'probe', 'httpGet'];
      if (scheme !== undefined && !['', 'HTTP', 'HTTPS'].includes(scheme)) {
        report(manifest, [...path, 'scheme'], `has a probe by '${scheme}', and it may be by HTTP or HTTPS`);
      }
      httpHeaders.forEach((header, at) => {
        const name = isObject(header) && header.name !== undefined ? String(header.name) : '';
        if (!/^[-A-Za-z0-9]+$/.test(name)) {
          report(manifest, [...path, 'httpHeaders', at], `has a probe with a header named '${name}', and names are of letters, digits and dashes`);
        }
      });
    }
  },
};

import { ServiceEntrySpec } from '../../../model/istio-specs';
import { KINDS } from '../../../model/kinds';
import { Rule } from '../../rule';

export const wildcardHostWithDns: Rule = {
  id: 'wildcard-host-with-dns',
  severity: 'error',
  title: 'a ServiceEntry looks a wildcard host up in DNS',
  why: 'DNS has no address for `*.example.com`. Istio\'s webhook refuses a wildcard with resolution DNS or DNS_ROUND_ROBIN unless endpoints say where to go instead; DYNAMIC_DNS '
    + 'looks up the host that is called.',
  fix: 'set resolution DYNAMIC_DNS for HTTP and TLS, or NONE, or name the hosts one by one',
  codes: ['IST0106'],
  bad: `
apiVersion: networking.istio.io/v1
kind: ServiceEntry
metadata: { name: partners, namespace: shop }
spec:
  hosts: ['*.example.com']
  resolution: DNS
  ports:
    - { name: https, number: 443, protocol: TLS }
`,
  mend: { 'resolution: DNS': 'resolution: DYNAMIC_DNS' },

  check(mesh, report) {
    for (const { manifest, spec: { hosts = [], resolution = 'NONE', endpoints = [], workloadSelector } } of mesh.objects.of<ServiceEntrySpec>(KINDS.serviceEntry)) {
      const at = hosts.findIndex(host => host.startsWith('*'));
      // The webhook asks for endpoints even where a workloadSelector is.
      if (at >= 0 && hosts[at] !== '*' && resolution.startsWith('DNS') && endpoints.length === 0) {
        report(manifest, ['spec', 'hosts', at], `has host '${hosts[at]}' with resolution '${resolution}'${workloadSelector ? '' : ' and no endpoints'}: DNS knows no wildcards`,
          mesh.istioMinor < 28 ? { fix: 'set resolution NONE, or name the hosts one by one' } : {});
      }
    }
  },
};

import { qualifiedName } from '../../../model/entity';
import { ProxyConfigSpec } from '../../../model/istio-specs';
import { KINDS } from '../../../model/kinds';
import { conflictsOf } from '../../../model/policy-conflicts';
import { Rule } from '../../rule';

export const proxyConfigConflict: Rule = {
  id: 'proxy-config-conflict',
  severity: 'warning',
  title: 'two ProxyConfigs are for the same workloads',
  why: 'Of several ProxyConfigs without a selector in a namespace, and of several that select one pod, only the oldest holds. What the others say is ignored, and which '
    + 'these are depends on when they were created.',
  fix: 'say it in one ProxyConfig, or select unlike pods',
  codes: ['KIA0002', 'KIA0003'],
  bad: `
apiVersion: networking.istio.io/v1beta1
kind: ProxyConfig
metadata: { name: threads, namespace: shop }
spec:
  concurrency: 2
---
apiVersion: networking.istio.io/v1beta1
kind: ProxyConfig
metadata: { name: image, namespace: shop }
spec:
  image: { imageType: distroless }
`,
  mend: { 'name: image, namespace: shop': 'name: image, namespace: catalog' },

  check(mesh, report) {
    for (const { policy, other, workload } of conflictsOf<ProxyConfigSpec>(mesh, KINDS.proxyConfig)) {
      // An empty selector is told elsewhere.
      if (!workload && (policy.spec.selector || other.spec.selector)) {
        continue;
      }
      const what = workload ? `selects ${workload.kind} '${workload.name}'` : `is for all of namespace '${policy.namespace}'`;
      report(policy.manifest, workload ? ['spec', 'selector'] : ['spec'], `${what}, as ProxyConfig '${qualifiedName(other)}' ${workload ? 'does' : 'is'}, and only the older one holds`, {
        others: [other.manifest, ...workload ? [workload.object.manifest] : []],
      });
    }
  },
};

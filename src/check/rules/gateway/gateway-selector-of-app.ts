import { qualifiedName } from '../../../model/entity';
import { mayBeGateway } from '../../../model/gateway-pods';
import { containersOf } from '../../../model/injection';
import { Rule } from '../../rule';

export const gatewaySelectorOfApp: Rule = {
  id: 'gateway-selector-of-app',
  severity: 'error',
  title: 'the selector of a Gateway chooses pods of an application',
  why: 'A Gateway configures proxies that run as gateways, alone in their pods. Sidecars do not read it: no port is opened, and VirtualServices '
    + 'of the Gateway take '
    + 'no request.',
  fix: 'select the pods of a gateway; routes for calls within the mesh need no Gateway',
  codes: ['IST0101', 'KIA0302'],
  bad: `
apiVersion: networking.istio.io/v1
kind: Gateway
metadata: { name: shop, namespace: shop }
spec:
  selector: { app: shop }
  servers:
    - port: { number: 80, name: http, protocol: HTTP }
      hosts: [shop.example.com]
---
apiVersion: v1
kind: Pod
metadata: { name: shop, namespace: shop, labels: { app: shop } }
spec:
  containers:
    - { name: shop, image: "registry.example.com/shop:1" }
`,
  mend: { 'selector: { app: shop }': 'selector: { istio: ingress }' },

  check(mesh, report) {
    for (const { manifest, spec: { selector = {} } } of mesh.gateways) {
      if (Object.keys(selector).length === 0) {
        continue;
      }
      const chosen = mesh.workloadsWith(undefined, selector);
      if (chosen.length > 0 && chosen.every(workload => !mayBeGateway(workload) && containersOf(workload.pod).length > 0)) {
        const [first] = chosen;
        report(manifest, ['spec', 'selector'], `selects pods of ${first.kind} '${qualifiedName(first)}', which is no gateway`, { others: [first.object.manifest] });
      }
    }
  },
};

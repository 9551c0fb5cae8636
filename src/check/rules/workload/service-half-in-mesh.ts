import { servedWorkloads } from '../../../model/service-workloads';
import { Rule } from '../../rule';

export const serviceHalfInMesh: Rule = {
  id: 'service-half-in-mesh',
  severity: 'warning',
  title: 'a Service chooses pods inside and outside of the mesh',
  why: 'Requests are spread over all of them. Policies, telemetry and faults hold for those with a proxy and not for the others; a DestinationRule with '
    + 'ISTIO_MUTUAL makes the requests to those without one fail, and peers that require mutual TLS refuse what these call.',
  fix: 'take all pods of the Service into the mesh, or make Services of their own for both',
  codes: [],
  bad: `
apiVersion: v1
kind: Namespace
metadata: { name: shop, labels: { istio-injection: enabled } }
---
apiVersion: v1
kind: Service
metadata: { name: cart, namespace: shop }
spec:
  selector: { app: cart }
  ports:
    - { name: http, port: 80 }
---
apiVersion: v1
kind: Pod
metadata: { name: cart-1, namespace: shop, labels: { app: cart } }
spec:
  containers:
    - { name: cart, image: registry.example.com/cart:1 }
---
apiVersion: v1
kind: Pod
metadata: { name: cart-2, namespace: shop, labels: { app: cart, sidecar.istio.io/inject: "false" } }
spec:
  containers:
    - { name: cart, image: registry.example.com/cart:2 }
`,
  mend: { ', sidecar.istio.io/inject: "false"': '' },

  check(mesh, report) {
    for (const { host: { service }, workloads } of servedWorkloads(mesh)) {
      if (workloads.length < 2) {
        continue;
      }
      // Pods of jobs end, and nobody means to call them.
      const lasting = workloads.filter(({ kind }) => kind !== 'Job' && kind !== 'CronJob');
      const inside = lasting.find(({ inMesh }) => inMesh === true);
      const outside = lasting.find(({ inMesh }) => inMesh === false);
      if (inside && outside) {
        report(service!.manifest, ['spec', 'selector'], `chooses ${outside.kind} '${outside.name}', which is outside of the mesh, and ${inside.kind} '${inside.name}', which is in it`, {
          others: [outside.object.manifest, inside.object.manifest],
        });
      }
    }
  },
};

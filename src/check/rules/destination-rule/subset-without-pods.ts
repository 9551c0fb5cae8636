import { selects } from '../../../core/labels';
import { endpointsOf, mayCarry } from '../../../model/endpoints';
import { DestinationRuleSpec } from '../../../model/istio-specs';
import { KINDS } from '../../../model/kinds';
import { Mesh } from '../../../model/mesh';
import { routedSubsets } from '../../../model/routed-subsets';
import { ServiceHost } from '../../../model/service-host';
import { Rule } from '../../rule';

/** Labels that the cluster or Istio adds to pods and endpoints. */
const ADDED = /(^|\.)(kubernetes|istio|k8s)\.io\/|^(pod-template-hash|controller-revision-hash|rollouts-pod-template-hash|istio-locality)$/;

export const subsetWithoutPods: Rule = {
  id: 'subset-without-pods',
  severity: 'warning',
  title: 'a subset whose labels nothing carries that answers for the host',
  why: 'A subset takes from the endpoints of the host those that carry all of its labels. If there is none, every request that a route sends to the subset gets 503 '
    + '(no healthy upstream). It happens when a version is misspelt, when the label stands at the Deployment and not at its pods, or when a version is retired '
    + 'before its subset.',
  fix: 'write labels that pods of the host carry, or remove the subset',
  codes: ['IST0173', 'KIA0203'],
  bad: `
apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata: { name: reviews, namespace: shop }
spec:
  host: reviews.shop.svc.cluster.local
  subsets:
    - name: v2
      labels: { version: v2 }
---
apiVersion: v1
kind: Service
metadata: { name: reviews, namespace: shop }
spec:
  selector: { app: reviews }
  ports:
    - { name: http, port: 80 }
---
apiVersion: v1
kind: Pod
metadata: { name: reviews, namespace: shop, labels: { app: reviews, version: v1 } }
spec:
  containers:
    - { name: reviews, image: registry.example.com/reviews:1 }
`,
  mend: { 'labels: { version: v2 }': 'labels: { version: v1 }' },

  check(mesh, report) {
    for (const { manifest, namespace, spec: { host = '', subsets = [] } } of mesh.having<DestinationRuleSpec>(KINDS.destinationRule, 'labels')) {
      const qualified = mesh.qualified(host, namespace);
      const hosts = mesh.hostsCalled(qualified);
      if (subsets.every(({ labels = {} }) => hosts.some(one => isCarriedByPods(mesh, one, labels)))) {
        continue;
      }
      const known = hosts.map(one => endpointsOf(mesh, one));
      const endpoints = known.flatMap(some => some ?? []);
      if (endpoints.length === 0 || known.includes(undefined)) {
        continue;
      }
      subsets.forEach(({ name = '', labels = {} }, at) => {
        if (endpoints.some(endpoint => mayCarry(endpoint, labels)) || Object.keys(labels).some(label => ADDED.test(label))) {
          return;
        }
        const wanted = Object.entries(labels).map(([label, value]) => `${label}=${value}`).join(', ');
        const routed = routedSubsets(mesh).get(qualified)?.has(name);
        const message = `has subset '${name}' of '${qualified}', and nothing that answers for the host carries '${wanted}'`;
        report(manifest, ['spec', 'subsets', at, 'labels'], message, {
          severity: routed ? 'error' : 'warning',
          others: hosts.flatMap(({ service, entry }) => (service ?? entry)?.manifest ?? []),
        });
      });
    }
  },
};

/** Whether pods that are known answer for a host and carry labels; most subsets need no closer look. */
function isCarriedByPods(mesh: Mesh, { namespace, selector }: ServiceHost, labels: { readonly [name: string]: string }): boolean {
  return selector !== undefined && mesh.workloadsWith(namespace, selector).some(workload => selects(labels, workload.labels));
}

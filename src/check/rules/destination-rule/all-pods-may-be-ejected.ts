import { isObject } from '../../../manifests/manifest';
import { asText } from '../../../model/as-text';
import { endpointsOf } from '../../../model/endpoints';
import { DestinationRuleSpec } from '../../../model/istio-specs';
import { KINDS } from '../../../model/kinds';
import { Mesh } from '../../../model/mesh';
import { PlacedPolicy, policiesOf } from '../../../model/traffic-policies';
import { Rule } from '../../rule';

/** So few pods may well fail at the same time. */
const FEW = 2;

export const allPodsMayBeEjected: Rule = {
  id: 'all-pods-may-be-ejected',
  severity: 'info',
  title: 'outlier detection may take the last pod of a host away',
  why: 'With maxEjectionPercent 100 all pods of a host may be ejected, and Istio turns Envoy\'s panic mode off unless minHealthPercent is set: callers get 503 from their own '
    + 'proxies for the time of the ejection, also when the pods answer again.',
  fix: 'lower maxEjectionPercent, or set minHealthPercent so that proxies call the pods all the same',
  codes: [],
  bad: `
apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata: { name: reviews, namespace: shop }
spec:
  host: reviews.shop.svc.cluster.local
  trafficPolicy:
    outlierDetection: { consecutive5xxErrors: 5, maxEjectionPercent: 100 }
---
apiVersion: v1
kind: Service
metadata: { name: reviews, namespace: shop }
spec:
  selector: { app: reviews }
  ports:
    - { name: http, port: 80 }
---
apiVersion: apps/v1
kind: Deployment
metadata: { name: reviews, namespace: shop }
spec:
  replicas: 2
  selector: { matchLabels: { app: reviews } }
  template:
    metadata: { labels: { app: reviews } }
    spec:
      containers:
        - { name: reviews, image: registry.example.com/reviews:1 }
`,
  mend: { 'maxEjectionPercent: 100': 'maxEjectionPercent: 50' },

  check(mesh, report) {
    for (const { manifest, namespace, spec } of mesh.having<DestinationRuleSpec>(KINDS.destinationRule, 'maxEjectionPercent')) {
      for (const placed of policiesOf(spec)) {
        const { policy: { outlierDetection: { maxEjectionPercent = 0, minHealthPercent = 0 } = {} }, path } = placed;
        const host = mesh.qualified(spec.host ?? '', namespace);
        const pods = maxEjectionPercent < 100 || minHealthPercent > 0 ? undefined : podsOf(mesh, host, spec, placed);
        if (pods !== undefined && pods > 0 && pods <= FEW) {
          report(manifest, [...path, 'outlierDetection', 'maxEjectionPercent'],
            `lets all pods of '${host}' be ejected, which has ${pods === 1 ? 'one' : pods}: nobody is left then`);
        }
      }
    }
  },
};

/** How many pods a policy is for; undefined where that is not said, or something else decides. */
function podsOf(mesh: Mesh, host: string, { subsets = [] }: DestinationRuleSpec, { subset }: PlacedPolicy): number | undefined {
  const hosts = host.startsWith('*') ? [] : mesh.hostsCalled(host);
  const labels = Object.entries(subset === undefined ? {} : subsets[subset].labels ?? {});
  const all = hosts.length === 1 ? endpointsOf(mesh, hosts[0]) ?? [] : [];
  const endpoints = all.filter(endpoint => labels.every(([name, value]) => endpoint.labels[name] === value));
  return endpoints.reduce<number | undefined>((count, { workload }) => {
    const { replicas, kind = '', namespace = '', name = '' } = workload ?? {};
    return count === undefined || replicas === undefined || scaled(mesh).has(`${kind} ${namespace}/${name}`) ? undefined : count + replicas;
  }, 0);
}

/** What an autoscaler changes the number of pods of. */
function scaled(mesh: Mesh): ReadonlySet<string> {
  return mesh.once('scaled workloads', () => new Set(['autoscaling/HorizontalPodAutoscaler', 'keda.sh/ScaledObject'].flatMap(kind =>
    mesh.objects.of<{ readonly scaleTargetRef?: unknown }>(kind).flatMap(({ namespace, spec: { scaleTargetRef } }) =>
      isObject(scaleTargetRef) ? `${asText(scaleTargetRef.kind ?? 'Deployment')} ${namespace}/${asText(scaleTargetRef.name)}` : []))));
}

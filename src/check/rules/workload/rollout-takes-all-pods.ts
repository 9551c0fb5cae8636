import { asText } from '../../../model/as-text';
import { Mesh } from '../../../model/mesh';
import { fieldOf } from '../../../model/mesh-config-shape';
import { servedWorkloads } from '../../../model/service-workloads';
import { Workload } from '../../../model/workload';
import { Rule } from '../../rule';

export const rolloutTakesAllPods: Rule = {
  id: 'rollout-takes-all-pods',
  severity: 'warning',
  title: 'a rolling update may take all pods of a Deployment at once',
  why: 'With a maxUnavailable of all replicas, Kubernetes may end every old pod before a new one is ready. Until then the Service has no endpoints, and all requests '
    + 'are answered with 503.',
  fix: 'set maxUnavailable to 0 and maxSurge to 1 or more',
  codes: [],
  bad: `
apiVersion: v1
kind: Namespace
metadata: { name: shop, labels: { istio-injection: enabled } }
---
apiVersion: apps/v1
kind: Deployment
metadata: { name: cart, namespace: shop }
spec:
  replicas: 1
  strategy:
    rollingUpdate: { maxUnavailable: 1 }
  selector: { matchLabels: { app: cart } }
  template:
    metadata: { labels: { app: cart } }
    spec:
      containers:
        - { name: cart, image: registry.example.com/cart:1 }
---
apiVersion: v1
kind: Service
metadata: { name: cart, namespace: shop }
spec:
  selector: { app: cart }
  ports:
    - { name: http, port: 80 }
`,
  mend: { 'maxUnavailable: 1': 'maxUnavailable: 0' },

  check(mesh, report) {
    for (const workload of mesh.workloads) {
      const { object, kind, replicas = 1, namespace, name, inMesh } = workload;
      const most = kind === 'Deployment' && object.spec.strategy !== undefined ? fieldOf(object.spec, 'strategy', 'rollingUpdate', 'maxUnavailable') : undefined;
      // Other pods of the Service may go on, which is for who plans it to know: a version of two is no reason to be silent.
      if (most !== undefined && inMesh === true && replicas > 0 && takesAll(most, replicas) && isServed(mesh, workload) && !scaled(mesh).has(`${namespace}/${name}`)) {
        report(object.manifest, ['spec', 'strategy', 'rollingUpdate', 'maxUnavailable'],
          `lets a rolling update take ${String(most)} of its pods away at once, and has ${replicas}`);
      }
    }
  },
};

function takesAll(most: unknown, replicas: number): boolean {
  return typeof most === 'number' ? most >= replicas : typeof most === 'string' && /^\d+%$/.test(most) && parseInt(most, 10) >= 100;
}

function isServed(mesh: Mesh, workload: Workload): boolean {
  return mesh.once('served workloads', () => new Set(servedWorkloads(mesh).flatMap(({ workloads }) => workloads))).has(workload);
}

/** Deployments whose replicas something else decides. */
function scaled(mesh: Mesh): ReadonlySet<string> {
  return mesh.once('scaled deployments', () => new Set(['autoscaling/HorizontalPodAutoscaler', 'keda.sh/ScaledObject'].flatMap(kind => mesh.objects.of(kind)
    .flatMap(({ namespace, spec }) => [fieldOf(spec, 'scaleTargetRef', 'name')].map(name => `${namespace}/${asText(name)}`)))));
}

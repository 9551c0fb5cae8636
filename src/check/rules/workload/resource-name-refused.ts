import { FieldPath } from '../../../manifests/locate';
import { isObject, JsonObject, Manifest } from '../../../manifests/manifest';
import { labelNameProblem } from '../../../model/label-syntax';
import { fieldOf } from '../../../model/mesh-config-shape';
import { placedContainers } from '../../../model/workload';
import { Rule } from '../../rule';

const OF_CONTAINERS = /^(cpu|memory|ephemeral-storage|hugepages-.+)$/;
const OF_LIMITS = /^(cpu|memory|ephemeral-storage|storage|pods|hugepages-.+|requests\..+|limits\..+)$/;
const OF_QUOTAS = new RegExp([
  '^(((requests|limits)\\.)?(cpu|memory|ephemeral-storage)', 'requests\\.storage', '(requests\\.)?hugepages-.+',
  'pods', 'services(\\.(loadbalancers|nodeports))?', 'replicationcontrollers', 'resourcequotas', 'secrets', 'configmaps', 'persistentvolumeclaims)$',
].join('|'));

export const resourceNameRefused: Rule = {
  id: 'resource-name-refused',
  severity: 'error',
  title: 'a container, a LimitRange or a ResourceQuota limits a resource that there is not',
  why: 'The API server refuses the object. Kubernetes\' own resources are cpu, memory, ephemeral-storage and huge pages; a quota has requests and limits of them, and kinds of objects. All others '
    + 'are named with a domain, as example.com/gpu.',
  fix: 'correct the name, or write it with its domain',
  codes: [],
  bad: `
apiVersion: v1
kind: Pod
metadata: { name: cart, namespace: shop }
spec:
  containers:
    - name: cart
      image: registry.example.com/cart:1
      resources: { limits: { mem: 100Mi } }
`,
  mend: { 'mem:': 'memory:' },

  check(mesh, report) {
    const look = (manifest: Manifest, of: unknown, path: FieldPath, known: RegExp) => {
      for (const name of isObject(of) ? Object.keys(of).filter(one => !isResource(one, known)) : []) {
        report(manifest, [...path, name], `limits the resource '${name}', which is none`);
      }
    };
    for (const workload of mesh.workloads) {
      const { object: { manifest }, pod, podPath } = workload;
      for (const { container: { resources = {} }, path } of placedContainers(workload)) {
        (['limits', 'requests'] as const).forEach(field => look(manifest, resources[field], [...path, 'resources', field], OF_CONTAINERS));
      }
      look(manifest, pod.overhead, [...podPath, 'spec', 'overhead'], OF_CONTAINERS);
    }
    for (const { manifest, spec } of mesh.objects.of<JsonObject>('LimitRange')) {
      (Array.isArray(spec.limits) ? spec.limits : []).forEach((limit: unknown, at) => {
        const type = fieldOf(limit, 'type');
        ['max', 'min', 'default', 'defaultRequest', 'maxLimitRequestRatio'].forEach(field =>
          look(manifest, fieldOf(limit, field), ['spec', 'limits', at, field], type === 'Container' || type === 'Pod' ? OF_CONTAINERS : OF_LIMITS));
      });
    }
    for (const { manifest, spec } of mesh.objects.of<JsonObject>('ResourceQuota')) {
      look(manifest, spec.hard, ['spec', 'hard'], OF_QUOTAS);
    }
  },
};

function isResource(name: string, known: RegExp): boolean {
  return labelNameProblem(name) === undefined && (name.includes('/') || known.test(name));
}

import { Manifest } from '../../../manifests/manifest';
import { Entity } from '../../../model/entity';
import { INJECTION } from '../../../model/injection';
import { TargetRef, VirtualServiceSpec } from '../../../model/istio-specs';
import { KINDS } from '../../../model/kinds';
import { Mesh } from '../../../model/mesh';
import { gatewaysOf, MESH } from '../../../model/virtual-service';
import { visibilityOf } from '../../../model/visibility';
import { Rule } from '../../rule';

/** Kinds whose objects are for the proxies of their namespace; those of the first row are there to protect. */
const GUARDS = [KINDS.authorizationPolicy, KINDS.peerAuthentication, KINDS.requestAuthentication];
const SETTINGS = [KINDS.sidecar, KINDS.telemetry, KINDS.envoyFilter, KINDS.wasmPlugin, KINDS.proxyConfig];
/** Kinds that put proxies into a namespace in other ways. */
const OTHER_PROXIES = [KINDS.k8sGateway, KINDS.workloadGroup, KINDS.workloadEntry];

export const namespaceOutsideOfMesh: Rule = {
  id: 'namespace-outside-of-mesh',
  severity: 'warning',
  title: 'a namespace without proxies holds configuration for its own proxies',
  why: 'Sidecars, telemetry and policies of a namespace are for the proxies of its pods. Without the label `istio-injection: enabled` (or `istio.io/rev`, or '
    + '`istio.io/dataplane-mode: ambient`) its pods have none: nothing applies what is written, policies that should protect protect nothing, and nothing says so.',
  fix: 'label the namespace with istio-injection: enabled (or istio.io/rev, or istio.io/dataplane-mode: ambient) and restart its pods',
  codes: ['IST0102'],
  bad: `
apiVersion: v1
kind: Namespace
metadata: { name: shop }
---
apiVersion: networking.istio.io/v1
kind: Sidecar
metadata: { name: default, namespace: shop }
spec:
  egress:
    - hosts: ["./*"]
---
apiVersion: v1
kind: Pod
metadata: { name: cart, namespace: shop, labels: { app: cart } }
spec:
  containers:
    - { name: cart, image: registry.example.com/cart:1 }
`,
  mend: { 'metadata: { name: shop }': 'metadata: { name: shop, labels: { istio-injection: enabled } }' },

  check(mesh, report) {
    const outside = [...mesh.namespaces.values()]
      .filter(({ name, object, injected, ambient }) => object && injected === false && !ambient && name !== mesh.rootNamespace);
    const useless = outside.length === 0 ? undefined : objectsForProxies(mesh);
    for (const namespace of outside) {
      const { name } = namespace;
      const objects = useless?.get(name);
      if (!objects) {
        continue;
      }
      const workloads = mesh.workloadsWith(name, {});
      const said = namespace.labels[INJECTION];
      // Pods of a namespace that says nothing may ask for themselves.
      const sure = said !== undefined || workloads.length > 0;
      if (sure && workloads.every(({ inMesh }) => inMesh === false)) {
        const [first] = objects;
        const more = objects.length === 1 ? '' : objects.length === 2 ? ' and one more object' : ` and ${objects.length - 1} more objects`;
        const why = said === undefined ? 'has no label that puts its pods into the mesh' : `has label ${INJECTION}: '${said}'`;
        report(namespace.object!.manifest, ['metadata', 'labels', ...said === undefined ? [] : [INJECTION]],
          `${why}, and ${first.kind} '${first.name}'${more} in it only hold${objects.length === 1 ? 's' : ''} for proxies of its pods`, {
            severity: objects.some(({ apiVersion }) => apiVersion.startsWith('security.')) ? 'error' : 'warning',
            others: objects,
          });
      }
    }
  },
};

/** What only proxies of its own namespace read, by namespaces; nothing of those with proxies that are not injected. */
function objectsForProxies(mesh: Mesh): ReadonlyMap<string, readonly Manifest[]> {
  const found = new Map<string, Manifest[]>();
  const add = ({ namespace, manifest }: Entity<unknown>) => {
    found.set(namespace, found.get(namespace) ?? []);
    found.get(namespace)!.push(manifest);
  };
  for (const kind of [...GUARDS, ...SETTINGS]) {
    mesh.objects.of<{ readonly targetRef?: TargetRef; readonly targetRefs?: readonly TargetRef[] }>(kind)
      .filter(({ spec }) => !spec.targetRef && !spec.targetRefs?.length).forEach(add);
  }
  mesh.virtualServices.filter(service => isPrivate(mesh, service)).forEach(add);
  OTHER_PROXIES.forEach(kind => mesh.objects.of(kind).forEach(({ namespace }) => found.delete(namespace)));
  return found;
}

/** Whether a VirtualService is for sidecars of its own namespace alone. */
function isPrivate(mesh: Mesh, service: Entity<VirtualServiceSpec>): boolean {
  const visibility = visibilityOf(service.spec.exportTo, service.namespace, mesh.exportedByDefault('defaultVirtualServiceExportTo'));
  return visibility !== '*' && visibility.size === 1 && visibility.has(service.namespace) && gatewaysOf(service).every(gateway => gateway === MESH);
}

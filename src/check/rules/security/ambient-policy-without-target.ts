import { actionOf, HTTP_ATTRIBUTES, valuesOf } from '../../../model/authorization-policy';
import { Entity } from '../../../model/entity';
import { containersOf } from '../../../model/injection';
import { AuthorizationPolicySpec, RequestAuthenticationSpec } from '../../../model/istio-specs';
import { KINDS } from '../../../model/kinds';
import { Workload } from '../../../model/workload';
import { hasSelector, POLICY_KINDS, PolicySpec, workloadsUnder } from '../../../model/workload-policies';
import { Rule } from '../../rule';

export const ambientPolicyWithoutTarget: Rule = {
  id: 'ambient-policy-without-target',
  severity: 'error',
  title: 'a policy about requests selects pods of ambient mode',
  why: 'Pods of ambient mode have no proxy that reads requests: ztunnel knows connections alone, and waypoints take only policies that are attached by `targetRefs`. A '
    + 'RequestAuthentication, WasmPlugin or Telemetry by selector does nothing there; of an AuthorizationPolicy ztunnel leaves out what it cannot see, and refuses '
    + 'more than the policy says.',
  fix: 'attach the policy to the Service, or to the waypoint, by targetRefs',
  codes: ['KIA0110', 'KIA1115', 'KIA1116', 'KIA1117'],
  bad: `
apiVersion: security.istio.io/v1
kind: AuthorizationPolicy
metadata: { name: cart, namespace: shop }
spec:
  selector:
    matchLabels: { app: cart }
  rules:
    - to:
        - operation: { methods: [GET] }
---
apiVersion: v1
kind: Pod
metadata: { name: cart, namespace: shop, labels: { app: cart } }
spec:
  containers:
    - { name: cart, image: registry.example.com/cart:1 }
---
apiVersion: v1
kind: Namespace
metadata: { name: shop, labels: { istio.io/dataplane-mode: ambient } }
`,
  mend: { 'methods: [GET]': 'ports: ["8080"]' },

  check(mesh, report) {
    const ambient = new Set<string>();
    for (const namespace of mesh.namespaces.values()) {
      if (namespace.ambient && namespace.name !== mesh.rootNamespace) {
        ambient.add(namespace.name);
      }
    }
    for (const kind of ambient.size === 0 ? [] : POLICY_KINDS) {
      for (const policy of mesh.objects.of<PolicySpec>(kind)) {
        if (!ambient.has(policy.namespace) || !needsRequests(kind, policy)) {
          continue;
        }
        const workloads = workloadsUnder(mesh, kind, policy);
        if (workloads.length > 0 && workloads.every(isAmbient)) {
          const [{ kind: what, name, object }] = workloads;
          report(policy.manifest, ['spec'], `is about requests and has no targetRefs, and ${what} '${name}' is in ambient mode`, { others: [object.manifest] });
        }
      }
    }
  },
};

/** Whether a policy needs a proxy that reads requests, and is not one that a waypoint takes from its namespace. */
function needsRequests(kind: string, policy: Entity<PolicySpec>): boolean {
  switch (kind) {
    case KINDS.authorizationPolicy: {
      const authorization = policy as Entity<AuthorizationPolicySpec>;
      return actionOf(authorization) === 'CUSTOM' || valuesOf(authorization).some(({ attribute }) => HTTP_ATTRIBUTES.has(attribute));
    }
    case KINDS.requestAuthentication:
      return ((policy as Entity<RequestAuthenticationSpec>).spec.jwtRules ?? []).length > 0;
    case KINDS.telemetry:
      return hasSelector(policy);
    default:
      return kind === KINDS.wasmPlugin;
  }
}

/** Whether pods of an ambient namespace have no proxy. Gateways have their own proxy, and so have pods that ask for a sidecar. */
function isAmbient({ labels, annotations, pod, inMesh }: Workload): boolean {
  return inMesh === true && labels['sidecar.istio.io/inject'] !== 'true'
    && labels['istio.io/dataplane-mode'] !== 'none' && !('inject.istio.io/templates' in annotations)
    && labels['gateway.networking.k8s.io/gateway-name'] === undefined && !containersOf(pod).some(({ name, image }) => name === 'istio-proxy' || image === 'auto');
}

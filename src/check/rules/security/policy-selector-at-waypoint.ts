import { K8sGatewaySpec } from '../../../model/gateway-api-specs';
import { KINDS } from '../../../model/kinds';
import { PolicySpec, selectorOf, targetsOf } from '../../../model/workload-policies';
import { Rule } from '../../rule';

export const policySelectorAtWaypoint: Rule = {
  id: 'policy-selector-at-waypoint',
  severity: 'error',
  title: 'a policy selects the pods of a waypoint by labels',
  why: 'Waypoints take the policies that name them, or Services behind them, in targetRefs. One that selects their pods by labels is ignored, a denial too. Gateways take both.',
  fix: 'attach the policy with targetRefs',
  codes: ['IST0166'],
  bad: `
apiVersion: security.istio.io/v1
kind: AuthorizationPolicy
metadata: { name: no-deletes, namespace: shop }
spec:
  selector:
    matchLabels: { gateway.networking.k8s.io/gateway-name: waypoint }
  action: DENY
  rules:
    - to:
        - operation: { methods: [DELETE] }
---
apiVersion: gateway.networking.k8s.io/v1
kind: Gateway
metadata: { name: waypoint, namespace: shop }
spec:
  gatewayClassName: istio-waypoint
  listeners:
    - { name: mesh, port: 15008, protocol: HBONE }
`,
  mend: {
    'selector:\n    matchLabels: { gateway.networking.k8s.io/gateway-name: waypoint }': 'targetRefs:\n    - { group: gateway.networking.k8s.io, kind: Gateway, name: waypoint }',
  },

  check(mesh, report) {
    for (const kind of mesh.objects.of(KINDS.k8sGateway).length === 0 ? [] : KINDS_OF_WAYPOINTS) {
      for (const policy of mesh.objects.of<PolicySpec>(kind)) {
        const name = targetsOf(policy).length > 0 ? undefined : selectorOf(policy)[GATEWAY_NAME];
        const gateway = name === undefined ? undefined : mesh.objects.find<K8sGatewaySpec>(KINDS.k8sGateway, policy.namespace, name);
        if (gateway && /-waypoint$/.test(gateway.spec.gatewayClassName ?? '')) {
          report(policy.manifest, ['spec', 'selector', 'matchLabels', GATEWAY_NAME], `selects the pods of waypoint '${name}', which takes only policies that name it in targetRefs`, {
            others: [gateway.manifest],
          });
        }
      }
    }
  },
};

/** What pods of a Gateway of the Gateway API carry. */
const GATEWAY_NAME = 'gateway.networking.k8s.io/gateway-name';
const KINDS_OF_WAYPOINTS = [KINDS.authorizationPolicy, KINDS.requestAuthentication, KINDS.telemetry, KINDS.wasmPlugin];

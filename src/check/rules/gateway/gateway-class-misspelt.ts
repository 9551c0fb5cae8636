import { K8sGatewaySpec } from '../../../model/gateway-api-specs';
import { KINDS } from '../../../model/kinds';
import { Rule } from '../../rule';
import { quoted } from '../../words';

/** Classes that Istio knows without an object. */
const ISTIO = ['istio', 'istio-remote', 'istio-waypoint', 'istio-east-west', 'istio-agentgateway', 'istio-agentgateway-waypoint'];

export const gatewayClassMisspelt: Rule = {
  id: 'gateway-class-misspelt',
  severity: 'error',
  title: 'the class of a Gateway is nearly one of Istio\'s',
  why: 'A Gateway whose class no controller has is left alone: no pods and no Service are made, and its status stays at "Waiting for controller". '
    + 'Classes of other '
    + 'controllers are not judged, nor those that a GatewayClass was given for.',
  fix: 'use istio for a gateway and istio-waypoint for a waypoint',
  codes: ['KIA1504'],
  bad: `
apiVersion: gateway.networking.k8s.io/v1
kind: Gateway
metadata: { name: public, namespace: edge }
spec:
  gatewayClassName: Istio
  listeners:
    - { name: http, port: 80, protocol: HTTP }
`,
  mend: { 'gatewayClassName: Istio': 'gatewayClassName: istio' },

  check(mesh, report) {
    const given = new Set(mesh.objects.of(KINDS.gatewayClass).map(({ name }) => name));
    for (const { manifest, spec: { gatewayClassName = '' } } of mesh.objects.of<K8sGatewaySpec>(KINDS.k8sGateway)) {
      if (ISTIO.includes(gatewayClassName) || given.has(gatewayClassName)) {
        continue;
      }
      const near = ISTIO.filter(name => isNear(gatewayClassName.toLowerCase(), name));
      if (near.length > 0) {
        report(manifest, ['spec', 'gatewayClassName'], `has class '${gatewayClassName}', which is none of Istio's; ${quoted(near)} is meant, perhaps`);
      }
    }
  },
};

/** Whether one letter more, less or else, or two that changed places, make one word the other. */
function isNear(a: string, b: string): boolean {
  let start = 0;
  while (start < a.length && a[start] === b[start]) {
    start++;
  }
  const [left, right] = [a.slice(start), b.slice(start)];
  return left === right || left.slice(1) === right || left === right.slice(1) || left.slice(1) === right.slice(1)
    || (left.length > 1 && left[0] === right[1] && left[1] === right[0] && left.slice(2) === right.slice(2));
}

import { K8sGatewaySpec, Listener } from '../../../model/gateway-api-specs';
import { KINDS } from '../../../model/kinds';
import { Rule } from '../../rule';

export const listenersConflict: Rule = {
  id: 'listeners-conflict',
  severity: 'error',
  title: 'two listeners of a Gateway share a port and cannot be told apart',
  why: 'Istio takes the first of the listeners and marks the other one as conflicted: its routes get no request. At one port there are either '
    + 'listeners of HTTP, HTTPS and '
    + 'TLS with different hostnames, or one listener of TCP.',
  fix: 'use another port, or other hostnames',
  codes: ['KIA1503'],
  bad: `
apiVersion: gateway.networking.k8s.io/v1
kind: Gateway
metadata: { name: public, namespace: edge }
spec:
  gatewayClassName: istio
  listeners:
    - { name: http, port: 8080, protocol: HTTP }
    - { name: orders, port: 8080, protocol: TCP }
`,
  mend: { '{ name: orders, port: 8080': '{ name: orders, port: 9000' },

  check(mesh, report) {
    for (const { manifest, spec: { listeners = [] } } of mesh.objects.of<K8sGatewaySpec>(KINDS.k8sGateway)) {
      const accepted: Listener[] = [];
      listeners.forEach((listener, at) => {
        const first = accepted.find(other => conflict(other, listener));
        if (!first) {
          accepted.push(listener);
        // What is the same in all three is refused by the schema.
        } else if (first.protocol !== listener.protocol) {
          report(manifest, ['spec', 'listeners', at],
            `has listener '${listener.name ?? ''}' of ${listener.protocol} at port ${listener.port}, which listener '${first.name ?? ''}' has for ${first.protocol}`);
        }
      });
    }
  },
};

const NAMED = ['HTTP', 'HTTPS', 'TLS'];
const UNNAMED = ['TCP', 'UDP'];

function conflict(a: Listener, b: Listener): boolean {
  if (a.port === undefined || a.port !== b.port || a.protocol === undefined || b.protocol === undefined) {
    return false;
  }
  const [one, other] = [a.protocol, b.protocol].map(protocol => NAMED.includes(protocol) ? 'named' : UNNAMED.includes(protocol) ? 'unnamed' : protocol);
  return one === 'named' && other === 'named' ? (a.hostname || '*') === (b.hostname || '*')
    : ['named', 'unnamed'].includes(one) && ['named', 'unnamed'].includes(other) ? true : one === other;
}

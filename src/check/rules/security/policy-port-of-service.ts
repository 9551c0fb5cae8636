import { valuesFor } from '../../../model/authorization-policy';
import { KINDS } from '../../../model/kinds';
import { Mesh } from '../../../model/mesh';
import { PeerAuthenticationSpec } from '../../../model/specs';
import { Workload } from '../../../model/workload';
import { hasSelector, workloadsUnder } from '../../../model/workload-policies';
import { containerPortsOf, objectsOfPort, portsOfWorkload, WorkloadPort } from '../../../model/workload-ports';
import { Rule } from '../../rule';

export const policyPortOfService: Rule = {
  id: 'policy-port-of-service',
  severity: 'error',
  title: 'a policy names the port of a Service, and the pods listen on another one',
  why: 'Proxies see connections at the port on which the pods listen (`targetPort`, `containerPort`). The port of the Service they do not know: a rule for it matches '
    + 'nothing, so what it allows is refused and what it denies goes through, and mutual TLS of that port changes nothing.',
  fix: 'name the port on which the pods listen',
  codes: [],
  bad: `
apiVersion: security.istio.io/v1
kind: AuthorizationPolicy
metadata: { name: cart, namespace: shop }
spec:
  selector:
    matchLabels: { app: cart }
  rules:
    - to:
        - operation: { ports: ["80"] }
---
apiVersion: v1
kind: Service
metadata: { name: cart, namespace: shop }
spec:
  selector: { app: cart }
  ports:
    - { name: http, port: 80, targetPort: 8080 }
---
apiVersion: v1
kind: Pod
metadata: { name: cart, namespace: shop, labels: { app: cart } }
spec:
  containers:
    - name: cart
      image: registry.example.com/cart:1
      ports:
        - { containerPort: 8080 }
`,
  mend: { '["80"]': '["8080"]' },

  check(mesh, report) {
    const known = new Map<unknown, readonly Port[]>();
    for (const { policy, path, values } of valuesFor(mesh, 'ports').filter(list => hasSelector(list.policy))) {
      const ports = known.get(policy) ?? portsUnder(mesh, workloadsUnder(mesh, KINDS.authorizationPolicy, policy));
      known.set(policy, ports);
      values.forEach((value, at) => {
        const meant = targetOf(Number(value), ports);
        if (meant) {
          report(policy.manifest, [...path, at], `names port '${value}', which is of '${meant.host.host}'; its pods listen on '${meant.number}'`, { others: objectsOfPort(meant) });
        }
      });
    }
    for (const policy of mesh.having<PeerAuthenticationSpec>(KINDS.peerAuthentication, 'portLevelMtls')) {
      const ports = portsUnder(mesh, workloadsUnder(mesh, KINDS.peerAuthentication, policy));
      for (const port in policy.spec.portLevelMtls) {
        const meant = targetOf(Number(port), ports);
        if (meant) {
          report(policy.manifest, ['spec', 'portLevelMtls', port], `sets mutual TLS of port '${port}', which is of '${meant.host.host}'; its pods listen on '${meant.number}'`, {
            others: objectsOfPort(meant),
          });
        }
      }
    }
  },
};

/** A port of the pods, and to which port of a host it belongs, if to any. */
type Port = WorkloadPort | { readonly number: number; readonly servicePort?: undefined };

function portsUnder(mesh: Mesh, workloads: readonly Workload[]): readonly Port[] {
  return workloads.flatMap(workload => [...portsOfWorkload(mesh, workload), ...containerPortsOf(workload).map(number => ({ number }))]);
}

/** The port of pods that is meant by a port of their host; none if they listen on that one too. */
function targetOf(port: number, ports: readonly Port[]): WorkloadPort | undefined {
  return ports.some(({ number }) => number === port) ? undefined : ports.find((one): one is WorkloadPort => one.servicePort === port);
}

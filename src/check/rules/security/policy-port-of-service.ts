import { valuesFor } from '../../../model/authorization-policy';
import { PeerAuthenticationSpec } from '../../../model/istio-specs';
import { KINDS } from '../../../model/kinds';
import { Mesh } from '../../../model/mesh';
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
    const known = new Map<unknown, Ports>();
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

/** Where pods listen, and which of their ports is behind a port of a host. */
interface Ports {
  readonly numbers: ReadonlySet<number>;
  readonly behind: ReadonlyMap<number, WorkloadPort>;
}

/** The ports of workloads. Policies with the same selector have the same list of them. */
function portsUnder(mesh: Mesh, workloads: readonly Workload[]): Ports {
  const known = mesh.once('ports by services', () => new WeakMap<readonly Workload[], Ports>());
  let ports = known.get(workloads);
  if (!ports) {
    const numbers = new Set<number>();
    const behind = new Map<number, WorkloadPort>();
    for (const workload of workloads) {
      containerPortsOf(workload).forEach(number => numbers.add(number));
      for (const port of portsOfWorkload(mesh, workload)) {
        numbers.add(port.number);
        behind.set(port.servicePort, behind.get(port.servicePort) ?? port);
      }
    }
    ports = { numbers, behind };
    known.set(workloads, ports);
  }
  return ports;
}

/** The port of pods that is meant by a port of their host; none if they listen on that one too. */
function targetOf(port: number, { numbers, behind }: Ports): WorkloadPort | undefined {
  return numbers.has(port) ? undefined : behind.get(port);
}

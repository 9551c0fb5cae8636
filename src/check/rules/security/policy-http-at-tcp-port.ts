import { grouped } from '../../../core/grouped';
import { actionOf, HTTP_ATTRIBUTES, portsOfRule, valuesFor } from '../../../model/authorization-policy';
import { KINDS } from '../../../model/kinds';
import { workloadsUnder } from '../../../model/workload-policies';
import { isTcp, objectsOfPort, portsOfAll, WorkloadPort, workloadsWithTcp } from '../../../model/workload-ports';
import { Rule } from '../../rule';

export const policyHttpAtTcpPort: Rule = {
  id: 'policy-http-at-tcp-port',
  severity: 'error',
  title: 'an AuthorizationPolicy asks for fields of HTTP at a port that speaks something else',
  why: 'At a port of TCP proxies see no methods, paths, hosts, headers or tokens. A rule that allows by them is left out there, so that it allows nobody; from one '
    + 'that denies only these fields are left out, so that it denies every connection that the rest of it means.',
  fix: 'name the ports of HTTP in the rule (operation.ports), or name the Service\'s port so that it says HTTP',
  codes: ['IST0133'],
  bad: `
apiVersion: security.istio.io/v1
kind: AuthorizationPolicy
metadata: { name: orders, namespace: shop }
spec:
  action: DENY
  rules:
    - to:
        - operation: { methods: [DELETE] }
---
apiVersion: v1
kind: Service
metadata: { name: orders, namespace: shop }
spec:
  selector: { app: orders }
  ports:
    - { name: http, port: 80, targetPort: 8080 }
    - { name: tcp-feed, port: 9000 }
---
apiVersion: v1
kind: Pod
metadata: { name: orders, namespace: shop, labels: { app: orders } }
spec:
  containers:
    - { name: orders, image: registry.example.com/orders:1 }
`,
  mend: { 'methods: [DELETE]': 'methods: [DELETE], ports: ["8080"]' },

  check(mesh, report) {
    const ofTcp = workloadsWithTcp(mesh);
    const asking = ofTcp.size === 0 ? new Map<never, never>() : grouped(valuesFor(mesh, ...HTTP_ATTRIBUTES), ({ policy }) => policy);
    for (const [policy, http] of asking) {
      const action = actionOf(policy);
      const workloads = action === 'DENY' || action === 'ALLOW' ? workloadsUnder(mesh, KINDS.authorizationPolicy, policy) : [];
      if (!workloads.some(workload => ofTcp.has(workload))) {
        continue;
      }
      const ports = portsOfAll(mesh, workloads);
      for (const [at, rule] of (policy.spec.rules ?? []).entries()) {
        const asked = http.find(list => list.rule === at);
        if (!asked) {
          continue;
        }
        const only = portsOfRule(rule);
        const not = new Set((rule.to ?? []).flatMap(({ operation }) => operation?.notPorts ?? []).map(Number));
        const reached = ports.filter(({ number }) => (only === undefined || only.includes(number)) && !not.has(number));
        const tcp = reached.filter(port => isTcp(port.protocol) && !reached.some(other => other.number === port.number && !isTcp(other.protocol)));
        if (tcp.length > 0 && (action === 'DENY' || tcp.length === reached.length)) {
          const effect = action === 'DENY' ? 'so it denies every connection there that the rest of the rule means' : 'so it allows nobody there';
          report(policy.manifest, asked.path, `asks for ${asked.field} at ${portText(tcp[0])}, ${effect}`, { others: objectsOfPort(tcp[0]) });
        }
      }
    }
  },
};

function portText({ number, protocol, servicePort, host: { host } }: WorkloadPort): string {
  return `port ${number}, which speaks ${protocol} (port ${servicePort} of '${host}')`;
}

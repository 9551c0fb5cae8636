import { bringsProxy, containersOf } from '../../../model/injection';
import { remembered } from '../../../model/remembered';
import { servedWorkloads } from '../../../model/service-workloads';
import { Workload } from '../../../model/workload';
import { Rule } from '../../rule';

/** What the injected proxy declares itself. */
const OF_PROXY = 'http-envoy-prom';

export const targetPortNotDeclared: Rule = {
  id: 'target-port-not-declared',
  severity: 'error',
  title: 'a Service leads to a port that its pods do not have',
  why: 'Pods without a port of the name in `targetPort` are no endpoints of that port: requests fail with 503. A number is used as it is; where the pods declare '
    + 'a single port and this is another one, nothing listens there as far as one can see, and connections are refused.',
  fix: 'name a port that the containers declare, or declare it',
  codes: ['KIA0701'],
  bad: `
apiVersion: v1
kind: Service
metadata: { name: cart, namespace: shop }
spec:
  selector: { app: cart }
  ports:
    - { name: http, port: 80, targetPort: web }
---
apiVersion: v1
kind: Pod
metadata: { name: cart, namespace: shop, labels: { app: cart } }
spec:
  containers:
    - name: cart
      image: registry.example.com/cart:1
      ports:
        - { name: http, containerPort: 8080 }
`,
  mend: { 'targetPort: web': 'targetPort: http' },

  check(mesh, report) {
    for (const { host: { service }, workloads } of servedWorkloads(mesh)) {
      // A proxy that is a gateway listens where Gateways say.
      (service!.spec.ports ?? []).forEach(({ port, targetPort = port, protocol = 'TCP' }, at) => {
        const isLacking = (workload: Workload) => !declares(workload, targetPort, protocol) && !bringsProxy(workload);
        if (targetPort === undefined || !workloads.some(isLacking)) {
          return;
        }
        const lacking = workloads.filter(isLacking);
        const judged = workloads.filter(workload => !bringsProxy(workload));
        const [first] = lacking;
        const path = ['spec', 'ports', at, 'targetPort'];
        const other = { others: lacking.map(({ object }) => object.manifest) };
        if (typeof targetPort === 'string') {
          if (targetPort !== OF_PROXY) {
            const named = portsOf(first).flatMap(({ name }) => name === undefined ? [] : `'${name}'`);
            report(service!.manifest, path, `leads to port '${targetPort}', and ${first.kind} '${first.name}' names ${named.length === 0 ? 'none' : named.join(', ')}`, other);
          }
        } else if (lacking.length === judged.length && judged.every(declaresOne)) {
          // Who declares several may leave some out; a single one is the one that is meant.
          const [{ containerPort }] = portsOf(first);
          report(service!.manifest, path, `leads to port ${targetPort}, and ${first.kind} '${first.name}' declares ${containerPort} alone`, { ...other, severity: 'warning' });
        }
      });
    }
  },
};

const portsOf = remembered(({ pod }: Workload) => containersOf(pod).flatMap(({ ports = [] }) => ports));

function declares(workload: Workload, target: number | string | undefined, wanted: string): boolean {
  return containersOf(workload.pod).some(({ ports }) => ports?.some(({ name, containerPort, protocol = 'TCP' }) =>
    typeof target === 'string' ? name === target && protocol === wanted : containerPort === target));
}

function declaresOne(workload: Workload): boolean {
  const ports = portsOf(workload);
  return ports.length === 1 && ports[0].containerPort !== undefined;
}

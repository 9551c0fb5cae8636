import { servedWorkloads } from '../../../model/service-workloads';
import { Rule } from '../../rule';

export const headlessServiceWithoutPorts: Rule = {
  id: 'headless-service-without-ports',
  severity: 'warning',
  title: 'a headless Service of pods in the mesh has no ports',
  why: 'Kubernetes needs no ports to give the pods of a StatefulSet their names, and Istio makes its listeners from them: without any, calls of these names pass the '
    + 'proxy as traffic of an unknown host, in plaintext, without routes and policies of the caller, and a server that requires mutual TLS refuses them.',
  fix: 'list the ports that the pods are called at, with names that say their protocols',
  codes: [],
  bad: `
apiVersion: v1
kind: Namespace
metadata: { name: shop, labels: { istio-injection: enabled } }
---
apiVersion: v1
kind: Service
metadata: { name: db, namespace: shop }
spec:
  clusterIP: None
  selector: { app: db }
---
apiVersion: apps/v1
kind: StatefulSet
metadata: { name: db, namespace: shop }
spec:
  serviceName: db
  selector: { matchLabels: { app: db } }
  template:
    metadata: { labels: { app: db } }
    spec:
      containers:
        - { name: db, image: registry.example.com/db:1 }
`,
  mend: { 'selector: { app: db }': 'selector: { app: db }\n  ports: [{ name: tcp-db, port: 5432 }]' },

  check(mesh, report) {
    for (const { host: { service }, workloads } of servedWorkloads(mesh)) {
      const { clusterIP, ports = [] } = service!.spec;
      const inside = clusterIP === 'None' && ports.length === 0 ? workloads.find(({ inMesh }) => inMesh === true) : undefined;
      if (inside) {
        report(service!.manifest, ['spec', 'ports'], `has no ports, and chooses ${inside.kind} '${inside.name}', which is in the mesh`, { others: [inside.object.manifest] });
      }
    }
  },
};

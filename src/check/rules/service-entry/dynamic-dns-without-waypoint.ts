import { ServiceEntrySpec } from '../../../model/istio-specs';
import { KINDS } from '../../../model/kinds';
import { labelsOf } from '../../../model/metadata';
import { Rule } from '../../rule';

const WAYPOINT = 'istio.io/use-waypoint';

export const dynamicDnsWithoutWaypoint: Rule = {
  id: 'dynamic-dns-without-waypoint',
  severity: 'error',
  title: 'a ServiceEntry has resolution DYNAMIC_DNS, which sidecars did not know yet',
  why: 'Judged by the version that was given with `--istio-version`. Before 1.30 waypoints alone looked up the host that is called; sidecars and gateways have no cluster for '
    + 'such a host, and answer as if there were no ServiceEntry.',
  fix: 'lead the entry through a waypoint (label istio.io/use-waypoint), name the hosts one by one, or update Istio to 1.30 first',
  codes: [],
  bad: `
apiVersion: v1
kind: Namespace
metadata: { name: shop }
---
apiVersion: networking.istio.io/v1
kind: ServiceEntry
metadata: { name: partners, namespace: shop }
spec:
  hosts: ['*.example.com']
  resolution: DYNAMIC_DNS
  ports:
    - { name: http, number: 80, protocol: HTTP }
`,
  mend: { 'name: partners, namespace: shop }': 'name: partners, namespace: shop, labels: { istio.io/use-waypoint: egress } }' },
  exampleOptions: { istioVersion: '1.29' },

  check(mesh, report) {
    if (mesh.istioMinor < 28 || mesh.istioMinor >= 30) {
      return;
    }
    for (const { manifest, namespace, spec } of mesh.objects.of<ServiceEntrySpec>(KINDS.serviceEntry)) {
      const own = labelsOf(manifest.json)[WAYPOINT];
      const around = mesh.namespaces.get(namespace);
      // What the namespace says may not have been given.
      const waypoint = own ?? (around?.object ? around.labels[WAYPOINT] ?? 'none' : undefined);
      if (spec.resolution === 'DYNAMIC_DNS' && waypoint?.toLowerCase() === 'none') {
        report(manifest, ['spec', 'resolution'], `looks up its hosts as they are called, which in Istio 1.${mesh.istioMinor} only waypoints do, and names none`);
      }
    }
  },
};

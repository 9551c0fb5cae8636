import { FieldPath } from '../../../manifests/locate';
import { JsonObject, Manifest } from '../../../manifests/manifest';
import { KINDS } from '../../../model/kinds';
import { Mesh } from '../../../model/mesh';
import { labelsOf } from '../../../model/metadata';
import { Rule } from '../../rule';
import { quoted } from '../../words';

const WAYPOINT = 'istio.io/use-waypoint';
const ITS_NAMESPACE = 'istio.io/use-waypoint-namespace';

export const waypointNotFound: Rule = {
  id: 'waypoint-not-found',
  severity: 'warning',
  title: 'a label names a waypoint that does not exist',
  why: 'As long as there is no Gateway of that name, requests go straight to the pods: routes, HTTP policies and telemetry that the waypoint should apply hold for none of them.',
  fix: 'name a Gateway of class istio-waypoint (with istio.io/use-waypoint-namespace if it is in another namespace), or add it',
  codes: ['KIA1313'],
  bad: `
apiVersion: v1
kind: Namespace
metadata: { name: shop, labels: { istio.io/dataplane-mode: ambient, istio.io/use-waypoint: waypiont } }
---
apiVersion: gateway.networking.k8s.io/v1
kind: Gateway
metadata: { name: waypoint, namespace: shop }
spec:
  gatewayClassName: istio-waypoint
  listeners:
    - { name: mesh, port: 15008, protocol: HBONE }
`,
  mend: { waypiont: 'waypoint' },

  check(mesh, report) {
    const waypoints = waypointsOf(mesh);
    if (waypoints.size === 0) {
      return;
    }
    const look = (manifest: Manifest, labels: { readonly [name: string]: string }, path: FieldPath, own: string) => {
      const { [WAYPOINT]: name, [ITS_NAMESPACE]: namespace = own } = labels;
      const there = waypoints.get(namespace);
      // Where no Gateway was given, it may have been made by hand.
      if (name !== undefined && name !== '' && name !== 'none' && there && !there.has(name)) {
        report(manifest, [...path, 'metadata', 'labels', WAYPOINT], `uses waypoint '${name}', and the Gateways of namespace '${namespace}' are ${quoted(there)}`);
      }
    };
    for (const { object, name, labels } of mesh.namespaces.values()) {
      if (object) {
        look(object.manifest, labels, [], name);
      }
    }
    for (const { manifest, namespace } of [KINDS.service, KINDS.serviceEntry].flatMap(kind => [...mesh.objects.of(kind)])) {
      look(manifest, labelsOf(manifest.json), [], namespace);
    }
    for (const { object, labels, podPath, namespace } of mesh.workloadsCarrying(WAYPOINT)) {
      look(object.manifest, labels, podPath, namespace);
    }
  },
};

/** Names of the Gateways of each namespace that has one. */
function waypointsOf(mesh: Mesh): ReadonlyMap<string, ReadonlySet<string>> {
  const found = new Map<string, Set<string>>();
  for (const { name, namespace } of mesh.objects.of<JsonObject>(KINDS.k8sGateway)) {
    found.set(namespace, (found.get(namespace) ?? new Set<string>()).add(name));
  }
  return found;
}

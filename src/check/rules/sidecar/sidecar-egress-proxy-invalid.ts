import { isObject, JsonObject } from '../../../manifests/manifest';
import { isDomain } from '../../../model/host-syntax';
import { SidecarSpec } from '../../../model/istio-specs';
import { KINDS } from '../../../model/kinds';
import { Rule } from '../../rule';

export const sidecarEgressProxyInvalid: Rule = {
  id: 'sidecar-egress-proxy-invalid',
  severity: 'error',
  title: 'a Sidecar passes unknown calls to a proxy in a way that Istio refuses or cannot follow',
  why: '`egressProxy` takes calls of hosts that the mesh does not know, so that they must be allowed (mode ALLOW_ANY, written out: what is not set is REGISTRY_ONLY here), and it '
    + 'needs a port: Istio\'s webhook refuses the object otherwise. A host by its short name is let in, and is no host of the mesh: the calls fail.',
  fix: 'set mode ALLOW_ANY, a port and a fully qualified host',
  codes: ['IST0106'],
  bad: `
apiVersion: networking.istio.io/v1
kind: Sidecar
metadata: { name: default, namespace: shop }
spec:
  egress:
    - hosts: ["./*", "istio-egress/*"]
  outboundTrafficPolicy:
    mode: REGISTRY_ONLY
    egressProxy: { host: egress.istio-egress.svc.cluster.local, port: { number: 8080 } }
`,
  mend: { 'mode: REGISTRY_ONLY': 'mode: ALLOW_ANY' },

  check(mesh, report) {
    for (const { manifest, spec: { outboundTrafficPolicy = {} } } of mesh.objects.of<SidecarSpec>(KINDS.sidecar)) {
      const { mode, egressProxy } = outboundTrafficPolicy as { mode?: string; egressProxy?: unknown };
      const { host, port } = isObject(egressProxy) ? egressProxy : {} as JsonObject;
      if (typeof host !== 'string') {
        continue;
      }
      const path = ['spec', 'outboundTrafficPolicy'];
      if (mode !== 'ALLOW_ANY') {
        report(manifest, [...path, 'mode'], `passes unknown calls to '${host}' and has mode ${mode ?? 'REGISTRY_ONLY, which is what is not set'}`);
      } else if (!isObject(port) || !port.number) {
        report(manifest, [...path, 'egressProxy', 'port'], `passes unknown calls to '${host}' and names no port`);
      } else if (!host.includes('.') || !isDomain(host)) {
        report(manifest, [...path, 'egressProxy', 'host'], `passes unknown calls to '${host}', which is no fully qualified host`);
      }
    }
  },
};

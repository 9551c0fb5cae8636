import { Entity } from '../../../model/entity';
import { SidecarSpec } from '../../../model/istio-specs';
import { sidecarListeners } from '../../../model/sidecar-listeners';
import { Rule } from '../../rule';

export const sidecarPortTwice: Rule = {
  id: 'sidecar-port-twice',
  severity: 'error',
  title: 'two listeners of a Sidecar have the same port or socket',
  why: 'Istio\'s webhook refuses the object, even if the listeners bind to different addresses.',
  fix: 'use a port for each listener',
  codes: ['IST0106'],
  bad: `
apiVersion: networking.istio.io/v1
kind: Sidecar
metadata: { name: cart, namespace: shop }
spec:
  workloadSelector: { labels: { app: cart } }
  ingress:
    - port: { number: 8080, name: http, protocol: HTTP }
      defaultEndpoint: 127.0.0.1:8000
    - port: { number: 8080, name: http-admin, protocol: HTTP } # again
      defaultEndpoint: 127.0.0.1:9000
`,
  mend: { '8080, name: http-admin, protocol: HTTP } # again': '8081, name: http-admin, protocol: HTTP }' },

  check(mesh, report) {
    const known = new Map<Entity<SidecarSpec>, Set<string>>();
    for (const { sidecar, inbound, listener: { port, bind = '' }, path } of sidecarListeners(mesh)) {
      const places = known.get(sidecar) ?? new Set<string>();
      known.set(sidecar, places);
      const number = port?.number ?? 0;
      // Calls that come in listen at no socket, and all other calls have no port.
      if (port && (number > 0 || !inbound)) {
        const place = `${inbound ? 'ingress' : 'egress'} ${number > 0 ? `port ${number}` : `socket '${bind}'`}`;
        if (places.has(place)) {
          report(sidecar.manifest, [...path, 'port'], `has a second listener at ${place}`);
        }
        places.add(place);
      }
    }
  },
};

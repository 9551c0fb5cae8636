import { sidecarListeners } from '../../../model/sidecar-listeners';
import { Rule } from '../../rule';

const ADDRESSES = ['', '127.0.0.1', '0.0.0.0', '[::1]', '[::]'];

export const sidecarDefaultEndpointMalformed: Rule = {
  id: 'sidecar-default-endpoint-malformed',
  severity: 'error',
  title: 'the defaultEndpoint of a Sidecar is none that a proxy can pass requests on to',
  why: 'Istio\'s webhook refuses the object. Requests are passed on to the application in the same pod only: `127.0.0.1:port`, `[::1]:port`, '
    + '`0.0.0.0:port` or '
    + '`[::]:port` for the address of the pod, or `unix:///path`.',
  fix: 'write 127.0.0.1:<port>, or unix:///<path>',
  codes: ['IST0106'],
  bad: `
apiVersion: networking.istio.io/v1
kind: Sidecar
metadata: { name: cart, namespace: shop }
spec:
  workloadSelector: { labels: { app: cart } }
  ingress:
    - port: { number: 8080, name: http, protocol: HTTP }
      defaultEndpoint: localhost:8000
`,
  mend: { 'localhost:8000': '127.0.0.1:8000' },

  check(mesh, report) {
    for (const { sidecar, inbound, listener: { defaultEndpoint = '' }, path } of sidecarListeners(mesh)) {
      const problem = inbound && defaultEndpoint !== '' ? problemOf(defaultEndpoint) : undefined;
      if (problem) {
        report(sidecar.manifest, [...path, 'defaultEndpoint'], `passes requests on to '${defaultEndpoint}', ${problem}`);
      }
    }
  },
};

function problemOf(endpoint: string): string | undefined {
  if (endpoint.startsWith('unix://')) {
    return /^(@|\/.*[^/]$)/.test(endpoint.slice('unix://'.length)) ? undefined : 'which is no absolute path of a file';
  }
  const parts = /^(.*):(\d+)$/.exec(endpoint);
  if (!parts) {
    return 'which has no port';
  }
  const port = Number(parts[2]);
  if (!ADDRESSES.includes(parts[1])) {
    return 'which is not in the same pod';
  }
  return port < 1 || port > 65_535 ? 'which has a port that there is not' : undefined;
}

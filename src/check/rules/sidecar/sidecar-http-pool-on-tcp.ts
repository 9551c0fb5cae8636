import { isObject } from '../../../manifests/manifest';
import { isPlainHttp } from '../../../model/protocols';
import { sidecarListeners } from '../../../model/sidecar-listeners';
import { Rule } from '../../rule';

export const sidecarHttpPoolOnTcp: Rule = {
  id: 'sidecar-http-pool-on-tcp',
  severity: 'warning',
  title: 'an ingress listener of a Sidecar limits HTTP at a port that does not speak it',
  why: 'The proxy reads no requests at such a port, so that the limits of `connectionPool.http` are ignored: only those of `tcp` hold.',
  fix: 'set an HTTP protocol for the port, or limit connections under tcp',
  codes: ['IST0133'],
  bad: `
apiVersion: networking.istio.io/v1
kind: Sidecar
metadata: { name: cart, namespace: shop }
spec:
  workloadSelector: { labels: { app: cart } }
  ingress:
    - port: { number: 8080, name: web, protocol: TCP }
      defaultEndpoint: 127.0.0.1:8000
      connectionPool: { http: { http2MaxRequests: 100 } }
`,
  mend: { 'protocol: TCP': 'protocol: HTTP' },

  check(mesh, report) {
    for (const { sidecar, inbound, listener: { connectionPool, port }, path } of sidecarListeners(mesh)) {
      if (inbound && port && isObject(connectionPool) && isObject(connectionPool.http) && !isPlainHttp(port.protocol)) {
        report(sidecar.manifest, [...path, 'connectionPool', 'http'], `limits HTTP at port ${port.number ?? 0}, which speaks ${port.protocol || 'what is not said'}`);
      }
    }
  },
};

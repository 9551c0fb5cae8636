import { isObject } from '../../../manifests/manifest';
import { Rule } from '../../rule';

const MOST = 1024 * 1024;
const MUCH = 100 * 1024;

export const directResponseRefused: Rule = {
  id: 'direct-response-refused',
  severity: 'error',
  title: 'a route answers with a status that there is not, or with too much',
  why: 'Istio\'s webhook refuses an answer whose status is not from 200 to 600, and a body of more than a megabyte. It warns of one that has more than 100 kilobytes: it is sent to each '
    + 'proxy whenever a route changes.',
  fix: 'answer with a status as 404 and a short text; what is longer is better served by a service',
  codes: ['IST0106', 'IST0133'],
  bad: `
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: { name: cart, namespace: shop }
spec:
  hosts: [cart.example.com]
  http:
    - directResponse: { status: 4040 }
`,
  mend: { 4040: '404' },

  check(mesh, report) {
    for (const { spec: { http = [] }, manifest } of mesh.virtualServicesWith('directResponse')) {
      http.forEach(({ directResponse }, at) => {
        const path = ['spec', 'http', at, 'directResponse'];
        const { status, body } = directResponse ?? {};
        if (status !== undefined && (status < 200 || status > 600)) {
          report(manifest, [...path, 'status'], `answers with status ${status}, which is refused`);
        }
        const size = isObject(body) ? sizeOf(body) : 0;
        if (size > MOST) {
          report(manifest, [...path, 'body'], `answers with ${size} bytes, which is refused`);
        } else if (size > MUCH) {
          report(manifest, [...path, 'body'], `answers with ${size} bytes, which each proxy gets with each change of a route`, { severity: 'warning' });
        }
      });
    }
  },
};

function sizeOf({ string, bytes }: { readonly string?: unknown; readonly bytes?: unknown }): number {
  return typeof string === 'string' ? Buffer.byteLength(string) : typeof bytes === 'string' ? Buffer.from(bytes, 'base64').length : 0;
}

import { strayDestinations } from '../../../model/routed-destinations';
import { Rule } from '../../rule';

export const destinationHostEmpty: Rule = {
  id: 'destination-host-empty',
  severity: 'error',
  title: 'a destination has no host, or all of them',
  why: 'Istio refuses a destination whose host is empty, or is `*`. The empty one is mostly a value of a template that was not set.',
  fix: 'name the host of a Service or ServiceEntry',
  codes: ['IST0106'],
  bad: `
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: { name: cart, namespace: shop }
spec:
  hosts: [cart]
  http:
    - route:
        - destination: { host: '*' }
`,
  mend: { "'*'": 'cart.shop.svc.cluster.local' },

  check(mesh, report) {
    for (const { service, host, path } of strayDestinations(mesh)) {
      if (host === '' || host === '*') {
        report(service.manifest, [...path, 'host'], `routes to ${host === '' ? 'no host' : 'host \'*\''}, which is refused`);
      }
    }
  },
};

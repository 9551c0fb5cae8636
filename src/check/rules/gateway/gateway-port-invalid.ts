import { serversOf } from '../../../model/gateway-servers';
import { isIpAddress } from '../../../schema/formats';
import { Rule } from '../../rule';

const UNIX = 'unix://';

export const gatewayPortInvalid: Rule = {
  id: 'gateway-port-invalid',
  severity: 'error',
  title: 'a server of a Gateway listens where nothing can listen',
  why: 'Istio\'s webhook refuses the object. A server listens at a port from 1 to 65535, at an address if `bind` has one, or at a socket (`bind: '
    + 'unix:///path`) with '
    + 'port 0. A Gateway has no `targetPort`: it opens what the pods of the gateway listen at.',
  fix: 'use a port from 1 to 65535, an address in bind, and no targetPort',
  codes: ['IST0106'],
  bad: `
apiVersion: networking.istio.io/v1
kind: Gateway
metadata: { name: shop, namespace: edge }
spec:
  selector: { istio: ingress }
  servers:
    - port: { number: 80, name: http, protocol: HTTP, targetPort: 8080 }
      hosts: [shop.example.com]
`,
  mend: { ', targetPort: 8080': '' },

  check(mesh, report) {
    for (const { gateway: { manifest }, server: { port = {}, bind = '' }, path } of serversOf(mesh)) {
      const socket = bind.startsWith(UNIX);
      const { number, targetPort = 0, name } = port;
      if (socket && number) {
        report(manifest, [...path, 'port', 'number'], `has port ${number} beside the socket '${bind}', at which the port is 0`);
      } else if (!socket && number !== undefined && (number < 1 || number > 65_535)) {
        report(manifest, [...path, 'port', 'number'], `has port ${number}`);
      }
      if (socket && !/^(@|\/.*[^/]$)/.test(bind.slice(UNIX.length))) {
        report(manifest, [...path, 'bind'], `listens at '${bind}', which is no absolute path of a file`);
      } else if (!socket && bind !== '' && !isIpAddress(bind)) {
        report(manifest, [...path, 'bind'], `listens at '${bind}', which is no address`);
      }
      if (targetPort > 0) {
        report(manifest, [...path, 'port', 'targetPort'], `has targetPort ${targetPort}, which Gateways do not have`);
      }
      if (name === '') {
        report(manifest, [...path, 'port', 'name'], 'has a port without a name');
      }
    }
  },
};

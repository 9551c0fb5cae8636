import { isDnsLabel } from '../../../model/host-syntax';
import { PROTOCOLS, protocolNamed } from '../../../model/protocols';
import { PlacedSidecarListener, sidecarListeners } from '../../../model/sidecar-listeners';
import { isIpAddress } from '../../../schema/formats';
import { Rule } from '../../rule';

const UNIX = 'unix://';

export const sidecarListenerInvalid: Rule = {
  id: 'sidecar-listener-invalid',
  severity: 'error',
  title: 'a listener of a Sidecar is at a port or address where nothing can listen, or speaks a protocol that Istio does not know',
  why: 'Istio\'s webhook refuses the object. A listener has a port from 1 to 65535 and, if at all, an address in `bind`; only one for calls that '
    + 'go out may be a socket '
    + '(`bind: unix:///path`) with port 0, and its traffic is not captured. Sidecars have no `targetPort`: `defaultEndpoint` says where the '
    + 'application listens.',
  fix: 'use a port from 1 to 65535, an address in bind, a protocol that Istio knows, and no targetPort',
  codes: ['IST0106'],
  bad: `
apiVersion: networking.istio.io/v1
kind: Sidecar
metadata: { name: cart, namespace: shop }
spec:
  workloadSelector: { labels: { app: cart } }
  ingress:
    - port: { number: 8080, name: http, protocol: HTTP, targetPort: 8000 }
`,
  mend: { ', targetPort: 8000 }': ' }\n      defaultEndpoint: 127.0.0.1:8000' },

  check(mesh, report) {
    for (const placed of sidecarListeners(mesh)) {
      for (const [field, problem] of problemsOf(placed)) {
        report(placed.sidecar.manifest, [...placed.path, ...field], problem);
      }
    }
  },
};

function problemsOf({ inbound, listener: { port, bind = '', captureMode = 'DEFAULT' } }: PlacedSidecarListener): [string[], string][] {
  if (!port) {
    return [];
  }
  const { number = 0, protocol, name, targetPort = 0 } = port;
  const found: [string[], string][] = [];
  if (targetPort > 0) {
    found.push([['port', 'targetPort'], `has targetPort ${targetPort}, which Sidecars do not have`]);
  }
  if (name && !isDnsLabel(name)) {
    found.push([['port', 'name'], `has a port with the name '${name}', which has more than letters, digits and dashes or is too long`]);
  }
  if (protocol && !protocolNamed(protocol)) {
    found.push([['port', 'protocol'], `has protocol '${protocol}', and Istio knows ${PROTOCOLS.join(', ')}`]);
  }
  if (!inbound && number === 0) {
    if (!bind.startsWith(UNIX)) {
      found.push([['port', 'number'], 'has port 0 at a listener that is no socket']);
    } else if (!/^(@|\/.*[^/]$)/.test(bind.slice(UNIX.length))) {
      found.push([['bind'], `listens at '${bind}', which is no absolute path of a file`]);
    } else if (captureMode === 'IPTABLES') {
      found.push([['captureMode'], `captures traffic for socket '${bind}'`]);
    }
    return found;
  }
  if (number < 1 || number > 65_535) {
    found.push([['port', 'number'], `has port ${number}`]);
  }
  if (bind !== '' && !isIpAddress(bind)) {
    found.push([['bind'], `listens at '${bind}', which is no address`]);
  }
  return found;
}

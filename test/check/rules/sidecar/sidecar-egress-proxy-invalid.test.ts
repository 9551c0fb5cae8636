import { sidecarEgressProxyInvalid } from '../../../../src/check/rules/sidecar/sidecar-egress-proxy-invalid';
import { finder, sidecar } from '../../objects/gateways';

const find = finder(sidecarEgressProxyInvalid);
const at = (policy: string) => find(sidecar('a', `outboundTrafficPolicy: ${policy}`));
const PROXY = 'egressProxy: { host: egress.example.com, port: { number: 80 } }';

describe('a proxy for unknown calls', () => {
  test('needs ALLOW_ANY, a port and a whole host', () => {
    expect(at(`{ mode: REGISTRY_ONLY, ${PROXY} }`)).toEqual([
      'Sidecar shop/a spec.outboundTrafficPolicy.mode: passes unknown calls to \'egress.example.com\' and has mode REGISTRY_ONLY',
    ]);
    expect(at(`{ ${PROXY} }`)).toEqual([expect.stringContaining('has mode REGISTRY_ONLY, which is what is not set')]);
    for (const port of ['', ', port: {}', ', port: { number: 0 }']) {
      expect(at(`{ mode: ALLOW_ANY, egressProxy: { host: egress.example.com${port} } }`)).toEqual([expect.stringContaining('egressProxy.port: passes unknown calls to \'egress.example.com\' and names no port')]);
    }
    for (const host of ['egress', '"*.example.com"', 'egress_a.example.com', '10.0.0.1']) {
      expect(at(`{ mode: ALLOW_ANY, egressProxy: { host: ${host}, port: { number: 80 } } }`)).toEqual([expect.stringContaining('which is no fully qualified host')]);
    }
  });

  test('is right with them, and not needed', () => {
    expect(at(`{ mode: ALLOW_ANY, ${PROXY} }`)).toEqual([]);
    expect(at('{ mode: REGISTRY_ONLY }')).toEqual([]);
    expect(find(sidecar('a', 'egress: []'))).toEqual([]);
  });
});

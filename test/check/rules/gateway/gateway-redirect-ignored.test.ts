import { gatewayRedirectIgnored } from '../../../../src/check/rules/gateway/gateway-redirect-ignored';
import { finder, gateway, server } from '../../objects/gateways';

const find = finder(gatewayRedirectIgnored);
const problem = (protocol: string, redirect: boolean) => find(gateway('shop', [server(443, protocol, ['*'], `tls: { httpsRedirect: ${redirect} }`)]));

describe('a redirect to HTTPS', () => {
  test('is ignored where all is encrypted', () => {
    expect(problem('HTTPS', true)).toEqual(['Gateway edge/shop spec.servers[0].tls.httpsRedirect: redirects to HTTPS at port 443, which speaks HTTPS']);
    expect(problem('TLS', true)).toHaveLength(1);
  });

  test('is right at plain HTTP, and not said where there is none', () => {
    expect(problem('HTTP', true)).toEqual([]);
    expect(problem('HTTPS', false)).toEqual([]);
    expect(find(gateway('shop', [server(443, 'HTTPS', ['*'])]))).toEqual([]);
  });
});

import { external, written } from './fixtures';
import { ExternalServiceProps, PortProtocol, Resolution, TlsOrigination } from '../../src';
import { expectFailure } from '../service/fixtures';

const { NONE, STATIC, DNS, DNS_ROUND_ROBIN, DYNAMIC_DNS } = Resolution;
const wildcard = { host: '*.example.com' };
const byAddress = [{ address: '192.0.2.7' }, { address: '2001:db8::7' }];
const byName = [{ address: 'eu.example.net' }, { address: '192.0.2.7' }];

describe('the resolution', () => {
  test.each<[string, Partial<ExternalServiceProps>, Resolution]>([
    ['a host asks DNS', {}, DNS],
    ['a wildcard leaves the address to the application', wildcard, NONE],
    ['endpoints by address are known', { endpoints: byAddress }, STATIC],
    ['an endpoint by name asks DNS', { endpoints: byName }, DNS],
    ['a wildcard with endpoints asks for these', { ...wildcard, endpoints: byName }, DNS],
    ['addresses of connections are where they go', { port: 9000, protocol: PortProtocol.TCP, addresses: ['192.0.2.7'] }, NONE],
    ['addresses of requests are not', { addresses: ['192.0.2.7'] }, DNS],
  ])('%s', (_what, props, expected) => {
    expect(written(external(props)).resolution).toBe(expected);
  });

  test.each<[Resolution, Partial<ExternalServiceProps>]>([
    [DYNAMIC_DNS, wildcard], [DNS_ROUND_ROBIN, {}], [DNS_ROUND_ROBIN, { ...wildcard, endpoints: byName.slice(0, 1) }], [NONE, {}],
  ])('%s can be asked for', (resolution, props) => {
    expect(written(external({ ...props, resolution })).resolution).toBe(resolution);
  });

  test('DYNAMIC_DNS knows HTTPS as TLS, and goes to 443 by itself where it encrypts port 80', () => {
    expect(written(external({ ...wildcard, resolution: DYNAMIC_DNS })).ports).toEqual([{ number: 443, name: 'https', protocol: 'TLS' }]);
    expect(written(external({ ...wildcard, resolution: DYNAMIC_DNS, tls: TlsOrigination.simple() })).ports).toEqual([{ number: 80, name: 'http', protocol: 'HTTP' }]);
  });

  test.each<[string, Partial<ExternalServiceProps>, string[]]>([
    ['a wildcard asks DNS', { ...wildcard, resolution: DNS }, ['asks DNS for wildcard host \'*.example.com\'', 'use Resolution.DYNAMIC_DNS or NONE']],
    ['a wildcard asks DNS in turn', { ...wildcard, resolution: DNS_ROUND_ROBIN }, ['asks DNS for wildcard host']],
    ['NONE has endpoints', { resolution: NONE, endpoints: byAddress }, ['leave out one of them']],
    ['NONE moves a port', { resolution: NONE, port: 80, targetPort: 8080 }, ['leads port 80 to 8080 with resolution NONE', 'use another resolution']],
    ['a wildcard encrypts port 80 and leaves the address to the application', { ...wildcard, tls: TlsOrigination.simple() }, ['leads port 80 to 443 with resolution NONE', 'use Resolution.DYNAMIC_DNS']],
    ['STATIC has no endpoints', { resolution: STATIC }, ['no endpoints', 'give endpoints']],
    ['STATIC has a name', { resolution: STATIC, endpoints: byName }, ['endpoint \'eu.example.net\' is no IP address', 'use Resolution.DNS']],
    ['DNS has a range', { resolution: DNS, addresses: ['192.0.2.0/28'] }, ['has the range \'192.0.2.0/28\'']],
    ['DNS_ROUND_ROBIN has two endpoints', { resolution: DNS_ROUND_ROBIN, endpoints: byName }, ['has 2 endpoints', 'use Resolution.DNS']],
    ['DYNAMIC_DNS has no wildcard', { resolution: DYNAMIC_DNS }, ['is no wildcard', 'use Resolution.DNS']],
    ['DYNAMIC_DNS has endpoints', { ...wildcard, resolution: DYNAMIC_DNS, endpoints: byAddress }, ['leave out addresses and endpoints']],
    ['DYNAMIC_DNS moves a port', { ...wildcard, resolution: DYNAMIC_DNS, port: 8080, targetPort: 80, protocol: PortProtocol.HTTP }, ['leads port 8080 to 80 with resolution DYNAMIC_DNS', 'use the same port']],
    ['DYNAMIC_DNS carries any connection', { ...wildcard, resolution: DYNAMIC_DNS, port: 9000, protocol: PortProtocol.GRPC_WEB }, ['port 9000 speaks grpc-web', 'use HTTP, HTTP2, GRPC or TLS']],
  ])('fails where %s', (_what, props, parts) => {
    expectFailure(() => external(props), '[chart/payments] ', ...parts);
  });
});

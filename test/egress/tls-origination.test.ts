import { external, written } from './fixtures';
import { ClientCertificate, EgressGateway, ExternalServiceProps, PortProtocol, Resolution, ServerAuthorities, TlsOrigination } from '../../src';
import { expectFailure, newChart } from '../service/fixtures';
import { synth } from '../support/synth';

const HOST = 'api.example.com';
const named = { sni: HOST, subjectAltNames: [HOST] };
const files = ClientCertificate.files('/certs/tls.crt', '/certs/tls.key');
const tlsOf = (tls: TlsOrigination, props: Partial<ExternalServiceProps> = {}) => written(external({ tls, ...props }), 'DestinationRule').trafficPolicy.tls;

describe('the server is verified', () => {
  test.each<[string, TlsOrigination, object]>([
    ['by its host and the public authorities', TlsOrigination.simple(), { mode: 'SIMPLE', ...named, caCertificates: 'system' }],
    ['by a file', TlsOrigination.simple({ authorities: ServerAuthorities.file('/certs/ca.crt') }), { mode: 'SIMPLE', ...named, caCertificates: '/certs/ca.crt' }],
    ['by a ConfigMap', TlsOrigination.simple({ authorities: ServerAuthorities.configMap('shop', 'partners') }), { mode: 'SIMPLE', ...named, credentialName: 'configmap://shop/partners' }],
    ['by another name', TlsOrigination.simple({ serverName: 'eu.example.net' }), { mode: 'SIMPLE', sni: 'eu.example.net', subjectAltNames: ['eu.example.net'], caCertificates: 'system' }],
    ['by names of its certificate', TlsOrigination.simple({ subjectAltNames: ['a.example.net'] }), { mode: 'SIMPLE', sni: HOST, subjectAltNames: ['a.example.net'], caCertificates: 'system' }],
    ['and the proxy too', TlsOrigination.mutual(files), { mode: 'MUTUAL', ...named, clientCertificate: '/certs/tls.crt', privateKey: '/certs/tls.key', caCertificates: 'system' }],
  ])('%s', (_what, tls, expected) => {
    expect(tlsOf(tls)).toEqual(expected);
  });

  test('of a wildcard host by the name that each request has', () => {
    expect(tlsOf(TlsOrigination.simple(), { host: '*.example.com', resolution: Resolution.DYNAMIC_DNS })).toEqual({ mode: 'SIMPLE', caCertificates: 'system' });
  });
});

describe('a Secret', () => {
  const secrets = [TlsOrigination.mutual(ClientCertificate.secret('partner')), TlsOrigination.simple({ authorities: ServerAuthorities.secret('partner') })];

  test.each(secrets)('is read by an egress gateway, which may', tls => {
    const chart = newChart();
    const service = external({ tls }, chart);
    new EgressGateway(chart, 'egress').route(service);
    expect(written(chart, 'DestinationRule').trafficPolicy.tls).toMatchObject({ ...named, credentialName: 'partner' });
    expect(synth(chart).map(({ kind }) => kind)).toContain('RoleBinding');
  });

  test.each(secrets)('fails without a gateway: proxies of applications would send plain text', tls => {
    expectFailure(() => synth(external({ tls })), '[chart/payments] reads Secret \'partner\' for its TLS and leaves by no gateway', 'route it through an EgressGateway');
  });
});

describe('fails', () => {
  test.each<[string, Partial<ExternalServiceProps>, string[]]>([
    ['where the application speaks TLS', { port: 443, protocol: PortProtocol.HTTPS, tls: TlsOrigination.simple() }, ['has tls on a port that speaks TLS already']],
    ['with a wildcard for the server', { tls: TlsOrigination.simple({ serverName: '*.example.com' }) }, ['tls.serverName \'*.example.com\' is a wildcard']],
    ['with a name that is none', { tls: TlsOrigination.simple({ serverName: 'example' }) }, ['tls.serverName \'example\' is no fully qualified host']],
    ['with no names', { tls: TlsOrigination.simple({ subjectAltNames: [] }) }, ['tls.subjectAltNames is empty', 'any server\'s certificate']],
    ['for connections that name no server', { host: '*.example.com', port: 9000, protocol: PortProtocol.TCP, addresses: ['192.0.2.7'], tls: TlsOrigination.simple() }, ['give tls a serverName']],
    ['with authorities that are not read', { tls: TlsOrigination.mutual(ClientCertificate.secret('partner'), { authorities: ServerAuthorities.file('/ca.crt') }) }, ['Secret \'partner\'', 'as \'ca.crt\'']],
    ['with a file that is none', { tls: TlsOrigination.simple({ authorities: ServerAuthorities.file('ca.crt') }) }, ['authorities \'ca.crt\' is not the path of a file']],
    ['with a key that is none', { tls: TlsOrigination.mutual(ClientCertificate.files('/tls.crt', '')) }, ['key of the client certificate \'\' is not the path of a file']],
    ['with a ConfigMap that is none', { tls: TlsOrigination.simple({ authorities: ServerAuthorities.configMap('shop/partners', 'ca') }) }, ['namespace of the authorities \'shop/partners\'']],
    ['with a Secret that is none', { tls: TlsOrigination.mutual(ClientCertificate.secret('a/b')) }, ['Secret of the client certificate \'a/b\'']],
    ['with a certificate and authorities of two places', { tls: TlsOrigination.mutual(files, { authorities: ServerAuthorities.configMap('shop', 'partners') }) }, ['which Istio takes from one place']],
  ])('%s', (_what, props, parts) => {
    expectFailure(() => external(props), '[chart/payments] ', ...parts);
  });
});

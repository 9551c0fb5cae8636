import { endsTls, namesSecret, serverTlsOf } from '../../src/model/server-tls';
import { meshOf } from '../check/fixtures';
import { gateway, server, sidecar } from '../check/objects/gateways';

describe('TLS settings of servers', () => {
  test('are those of encrypted ports', () => {
    const found = serverTlsOf(meshOf([
      gateway('shop', [server(80, 'HTTP', ['*'], 'tls: { httpsRedirect: true }'), server(443, 'HTTPS', ['*'], 'tls: { mode: SIMPLE }'), server(444, 'TLS', ['*'])]),
      sidecar('cart', 'ingress: [{ port: { number: 8443, protocol: TLS }, tls: {} }, { port: { number: 80, protocol: HTTP }, tls: {} }]'),
    ].join('\n---\n')));
    expect(found.map(({ manifest, path, port }) => `${manifest.kind} ${path.join('.')} ${port}`)).toEqual(['Gateway spec.servers.1.tls 443', 'Sidecar spec.ingress.0.tls 8443']);
  });

  test('end TLS, and name a secret, or do not', () => {
    expect(['SIMPLE', 'MUTUAL', 'OPTIONAL_MUTUAL', 'PASSTHROUGH', 'ISTIO_MUTUAL', undefined].map(mode => endsTls({ mode }))).toEqual([true, true, true, false, false, false]);
    expect([namesSecret({ credentialName: 'a' }), namesSecret({ credentialNames: ['a'] }), namesSecret({ credentialName: '', credentialNames: [] }), namesSecret({})]).toEqual([true, true, false, false]);
  });
});

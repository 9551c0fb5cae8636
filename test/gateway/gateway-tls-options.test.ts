import { CertificateIssuer, GatewayTls, MeshGateway, MutualGatewayTlsOptions, TlsCipherSuite, TlsVersion } from '../../src';
import { expectFailure } from '../service/fixtures';
import { shopChart } from '../support/shop';
import { findOnly, ofKind, synth } from '../support/synth';

const { ECDHE_RSA_AES128_GCM_SHA256, ECDHE_RSA_AES256_GCM_SHA384 } = TlsCipherSuite;

function gatewayWith(tls: GatewayTls) {
  const chart = shopChart();
  new MeshGateway(chart, 'edge', { hosts: ['a.example.com'], tls, redirectHttp: false });
  return synth(chart);
}

const tlsOf = (tls: GatewayTls) => (findOnly(gatewayWith(tls), 'Gateway').spec as any).servers[0].tls;

describe('the TLS that a gateway ends', () => {
  test('says its least version and its ciphers, whoever gave the certificate', () => {
    const options = { minimumVersion: TlsVersion.V1_2, cipherSuites: [ECDHE_RSA_AES256_GCM_SHA384, ECDHE_RSA_AES128_GCM_SHA256] };
    const said = { minProtocolVersion: 'TLSV1_2', cipherSuites: ['ECDHE-RSA-AES256-GCM-SHA384', 'ECDHE-RSA-AES128-GCM-SHA256'] };
    expect(tlsOf(GatewayTls.simple('a-cert', options))).toEqual({ mode: 'SIMPLE', credentialName: 'a-cert', ...said });
    expect(tlsOf(GatewayTls.mutual('a-cert', options))).toEqual({ mode: 'MUTUAL', credentialName: 'a-cert', ...said });
    expect(tlsOf(GatewayTls.certManager(CertificateIssuer.clusterIssuer('letsencrypt'), options))).toEqual({ mode: 'SIMPLE', credentialName: 'shop-edge-tls', ...said });
    expect(tlsOf(GatewayTls.simple('a-cert', { minimumVersion: TlsVersion.V1_3 }))).toEqual({ mode: 'SIMPLE', credentialName: 'a-cert', minProtocolVersion: 'TLSV1_3' });
  });

  test('takes clients by their names', () => {
    expect(tlsOf(GatewayTls.mutual('a-cert', { subjectAltNames: ['partner.example.com'] })))
      .toEqual({ mode: 'MUTUAL', credentialName: 'a-cert', subjectAltNames: ['partner.example.com'] });
  });

  test('is Istio\'s own when nothing is said', () => {
    expect(tlsOf(GatewayTls.simple('a-cert'))).toEqual({ mode: 'SIMPLE', credentialName: 'a-cert' });
  });
});

describe('TLS of a gateway fails', () => {
  const fails = (options: MutualGatewayTlsOptions, ...parts: string[]) => expectFailure(() => gatewayWith(GatewayTls.mutual('a-cert', options)), '[shop/edge] ', ...parts);

  test('with lists that name nothing, or one thing twice', () => {
    fails({ cipherSuites: [] }, 'empty cipherSuites');
    fails({ subjectAltNames: [] }, 'empty subjectAltNames');
    fails({ cipherSuites: [ECDHE_RSA_AES128_GCM_SHA256, ECDHE_RSA_AES128_GCM_SHA256] }, 'cipherSuites \'ECDHE-RSA-AES128-GCM-SHA256\' twice');
  });

  test('with ciphers of TLS 1.2 where that is not taken', () => {
    fails({ minimumVersion: TlsVersion.V1_3, cipherSuites: [ECDHE_RSA_AES128_GCM_SHA256] }, 'version 1.3 alone and cipherSuites');
  });

  test('and asks cert-manager for no certificate then', () => {
    const chart = shopChart();
    const tls = GatewayTls.certManager(CertificateIssuer.clusterIssuer('letsencrypt'), { cipherSuites: [] });
    expectFailure(() => new MeshGateway(chart, 'edge', { hosts: ['a.example.com'], tls }), 'empty cipherSuites');
    expect(ofKind(synth(chart), 'Certificate')).toEqual([]);
  });
});

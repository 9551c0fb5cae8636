import { runExample } from './run-example';
import { find, findOnly, ofKind } from '../support/synth';

const { objects, texts } = runExample('httpbin');

describe('the httpbin example', () => {
  test('has the gateway httpbin-gateway on port 80 for httpbin.example.com', () => {
    const { spec } = find(objects, 'Gateway', 'httpbin-gateway');
    expect(spec.selector).toEqual({ istio: 'ingressgateway' });
    expect(spec.servers[0]).toEqual({ port: { number: 80, name: 'http', protocol: 'HTTP' }, hosts: ['httpbin.example.com'] });
  });

  test('serves a second host over TLS alone, with a certificate where the gateway\'s pods read it', () => {
    const { servers } = findOnly(objects, 'Gateway').spec;
    const certificate = findOnly(objects, 'Certificate');
    expect(servers.slice(1)).toEqual([
      { port: { number: 80, name: 'http-redirect', protocol: 'HTTP' }, hosts: ['secure.httpbin.example.com'], tls: { httpsRedirect: true } },
      {
        port: { number: 443, name: 'https', protocol: 'HTTPS' },
        hosts: ['secure.httpbin.example.com'],
        tls: { mode: 'SIMPLE', credentialName: certificate.spec.secretName },
      },
    ]);
    expect(certificate.metadata.namespace).toBe('istio-system');
    expect(certificate.spec.dnsNames).toEqual(['secure.httpbin.example.com']);
  });

  test('lets in two paths at the plain host and all at the other', () => {
    const paths = ofKind(objects, 'VirtualService').map(({ spec }) => [
      spec.hosts, spec.http.flatMap(({ match }: any) => match?.map(({ uri }: any) => uri.exact ?? `${uri.prefix}*`) ?? ['all']),
    ]);
    expect(paths).toEqual([
      [['httpbin.example.com'], ['/status', '/status/*', '/delay', '/delay/*']],
      [['secure.httpbin.example.com'], ['all']],
    ]);
  });

  test('comes out as reviewed', () => {
    expect(texts.get('httpbin.k8s.yaml')).toMatchSnapshot();
  });
});

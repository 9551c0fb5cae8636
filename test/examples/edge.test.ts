import { runExample } from './run-example';
import { find } from '../support/synth';

const { objects, texts, warnings } = runExample('edge');
const spec = (kind: string, name: string): any => find(objects, kind, name).spec;

describe('the edge example', () => {
  test('asks of browsers what is newest, and of partners their names', () => {
    const tls = spec('Gateway', 'edge').servers.filter(({ port }: any) => port.number === 443).map((server: any) => [server.hosts.join(), server.tls.mode, server.tls.minProtocolVersion, server.tls.subjectAltNames?.length]);
    expect(tls).toEqual([['bank.example.com', 'SIMPLE', 'TLSV1_3', undefined], ['partners.bank.example.com', 'MUTUAL', undefined, 2]]);
  });

  test('guards browsers at the bank alone', () => {
    const headers = (host: string) => spec('VirtualService', `edge-${host}`).http[0].headers;
    expect(headers('bank.example.com').response.set).toHaveProperty('strict-transport-security', 'max-age=31536000; includeSubDomains');
    expect(headers('partners.bank.example.com')).toBeUndefined();
  });

  test('lets the gateway and nobody else at what it exposes, and all proxies at who judges sessions', () => {
    const sources = (name: string) => spec('AuthorizationPolicy', name).rules.flatMap(({ from }: any) => from.flatMap(({ source }: any) => source.principals));
    expect(sources('web')).toEqual(['cluster.local/ns/bank/sa/edge']);
    expect(sources('payments')).toEqual(['cluster.local/ns/bank/sa/edge']);
    expect(sources('accounts')).toEqual(['cluster.local/ns/bank/sa/payments', 'cluster.local/ns/bank/sa/web']);
    expect(sources('sessions')).toEqual(['*']);
  });

  test('knows clients by the load balancer, so that nothing is doubtful', () => {
    expect(spec('Deployment', 'edge').template.metadata.annotations['proxy.istio.io/config']).toContain('proxyProtocol: {}');
    expect(warnings).toBe('');
  });

  test('comes out as reviewed', () => {
    expect(texts.get('bank.k8s.yaml')).toMatchSnapshot();
  });
});

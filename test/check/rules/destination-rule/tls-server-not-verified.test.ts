import { tlsServerNotVerified } from '../../../../src/check/rules/destination-rule/tls-server-not-verified';
import { findingsIn } from '../../fixtures';
import { destinationRule, policy, serviceEntry } from '../../objects/meshes';

const find = (...yaml: string[]) => findingsIn(yaml.join(''), [tlsServerNotVerified]).map(text => text.replace(/^.*shop\/reviews /, ''));
const tls = (text: string, more = '') => policy(`tls: { ${text} }${more}`, { host: 'ledger.example.com' });
const entry = (protocol: string, more = '') => serviceEntry(`resolution: DNS\n  ports: [{ name: a, number: 5432, protocol: ${protocol} }]${more}`);

describe('a server whose certificate is not verified', () => {
  test('is found where verification is skipped', () => {
    expect(find(tls('mode: SIMPLE, insecureSkipVerify: true'))).toEqual(['spec.trafficPolicy.tls.insecureSkipVerify: opens TLS to \'ledger.example.com\' and takes any certificate']);
    expect(find(tls('mode: MUTUAL, insecureSkipVerify: true'))).toHaveLength(1);
    expect(find(tls('mode: SIMPLE, insecureSkipVerify: false'), tls('mode: ISTIO_MUTUAL, insecureSkipVerify: true'), tls('mode: DISABLE, sni: a'))).toEqual([]);
  });

  test('is found where sni is set and no name is asked for', () => {
    expect(find(tls('mode: SIMPLE, sni: a.example.com'))).toEqual([
      'spec.trafficPolicy.tls: opens TLS to \'ledger.example.com\' and takes the certificate of any name, since sni is \'a.example.com\' and subjectAltNames are not set',
    ]);
    expect(find(tls('mode: SIMPLE, sni: a.example.com, subjectAltNames: [a.example.com]'))).toEqual([]);
    expect(find(tls('mode: SIMPLE, sni: a.example.com'), entry('HTTP', '\n  subjectAltNames: [a.example.com]'))).toEqual([]);
    expect(find(tls('mode: SIMPLE'), entry('HTTP'))).toEqual([]);
  });

  test('is found on ports that do not say which host is called', () => {
    for (const protocol of ['TCP', 'MONGO', 'REDIS', 'mysql']) {
      expect(find(tls('mode: SIMPLE'), entry(protocol))).toEqual([expect.stringContaining('since port \'5432\' is not HTTP')]);
    }
    for (const protocol of ['HTTPS', 'TLS', 'GRPC']) {
      expect(find(tls('mode: SIMPLE'), entry(protocol))).toEqual([]);
    }
    expect(find(tls('mode: SIMPLE', ', portLevelSettings: [{ port: { number: 5432 }, connectionPool: {} }]'), entry('TCP'))).toEqual([]);
    const atPort = (port: number) => destinationRule(`trafficPolicy: { portLevelSettings: [{ port: { number: ${port} }, tls: { mode: SIMPLE } }] }`, { host: 'ledger.example.com' });
    expect(find(atPort(5432), entry('TCP'))).toEqual([expect.stringContaining('spec.trafficPolicy.portLevelSettings[0].tls: ')]);
    expect(find(atPort(80), entry('TCP'))).toEqual([]);
  });
});

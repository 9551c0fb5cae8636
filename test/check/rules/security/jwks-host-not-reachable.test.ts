import { jwksHostNotReachable } from '../../../../src/check/rules/security/jwks-host-not-reachable';
import { found, namespace, peerAuthentication, pod, requestAuthentication, selecting, service, TestObject } from '../../objects/as-json';

const fetching = (jwksUri: string) => requestAuthentication({ jwtRules: [{ issuer: 'a', jwksUri }] });
const SERVER = [service({ selector: { app: 'login' }, ports: [{ name: 'http', port: 80, targetPort: 8080 }, { name: 'https', port: 443 }] }, 'login', 'auth'), pod('login', 'auth')];
const strict = (more: object = {}) => peerAuthentication({ mtls: { mode: 'STRICT' }, ...more }, 'default', 'auth');
const told = (uri: string, ...objects: TestObject[]) => found(jwksHostNotReachable, [fetching(uri), ...SERVER, ...objects]);

describe('the host of keys', () => {
  test('is told if no Service has it', () => {
    expect(told('http://logins.auth.svc.cluster.local/keys')).toEqual([
      'RequestAuthentication shop/cart spec.jwtRules[0].jwksUri: fetches keys from \'logins.auth.svc.cluster.local\', which no Service has',
    ]);
    expect(told('https://logins.auth.svc:8443')).toHaveLength(1);
    expect(['http://login.auth.svc.cluster.local/keys', 'http://login.auth.svc', 'http://logins.other.svc', 'https://login.example.com/keys', 'login'].flatMap(uri => told(uri))).toEqual([]);
  });

  test('is told if it takes mutual TLS alone', () => {
    const open = namespace('auth');
    expect(told('http://login.auth.svc.cluster.local/keys', open, strict())[0]).toMatch(
      /fetches keys from 'login\.auth\.svc\.cluster\.local', and by PeerAuthentication 'auth\/default' its pods take STRICT mutual TLS alone, which istiod has not$/);
    expect(told('https://login.auth.svc/keys', open, strict())).toHaveLength(1);
    expect(told('http://login.auth.svc:443/keys', open, strict())).toHaveLength(1);
    expect(told('http://login.auth.svc/keys', open, strict({ ...selecting('login'), portLevelMtls: { 8080: { mode: 'PERMISSIVE' } } }))).toEqual([]);
    expect(told('https://login.auth.svc/keys', open, strict({ ...selecting('login'), portLevelMtls: { 8080: { mode: 'PERMISSIVE' } } }))).toHaveLength(1);
    expect(told('http://login.auth.svc:81/keys', open, strict())).toEqual([]);
    expect(told('http://login.auth.svc/keys', open)).toEqual([]);
    expect(told('http://login.auth.svc/keys', strict())).toEqual([]);
    expect(told('http://login.auth.svc/keys', namespace('auth', {}), strict())).toEqual([]);
    expect(told('http://login.auth.svc/keys', open, strict(selecting('other')))).toEqual([]);
  });
});

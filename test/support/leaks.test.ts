import { leaks } from './leaks';
import { JsonObject, Manifest } from './schema/schema';

const PEM = '-----BEGIN EC PRIVATE KEY-----\nMHcCAQEEIA==\n-----END EC PRIVATE KEY-----\n';
const object = (more: JsonObject = {}, kind = 'ConfigMap') => ({ apiVersion: 'v1', kind, metadata: { name: 'a' }, ...more }) as unknown as Manifest;

describe('the judge of what must not be seen', () => {
  test('has nothing against names of secrets, files of keys, public keys and what only sounds like it', () => {
    expect(leaks([object({
      automountServiceAccountToken: false,
      env: [{ name: 'REDIS_AUTH', valueFrom: { secretKeyRef: { name: 'redis', key: 'password' } } }, { name: 'TOKENS', value: '5' }],
      tls: { credentialName: 'bank', privateKey: '/etc/bank/key.pem', secretName: 'bank-tls' },
      jwks: '{"keys":[{"kty":"RSA","n":"0vx7","e":"AQAB"}]}',
      certificate: '-----BEGIN CERTIFICATE-----\nMII=\n-----END CERTIFICATE-----',
      identity: 'spiffe://cluster.local/ns/shop/sa/cart',
      args: ['--token-file=/var/run/token', '--tokenPath=/a', '-secret='],
    })])).toEqual([]);
  });

  test.each([
    ['a Secret', object({}, 'Secret'), 'Secret a: is a Secret'],
    ['a private key', object({ data: { key: PEM } }), 'ConfigMap a: holds a private key'],
    ['a private key in base64', object({ data: { key: Buffer.from(PEM).toString('base64') } }), 'ConfigMap a: holds a private key'],
    ['a private key in JSON', object({ jwks: '{"keys":[{"kty":"OKP","x":"a","d":"b"}]}' }), 'ConfigMap a: holds a private key in JSON'],
    ['a shared key in JSON', object({ jwks: { keys: [{ kty: 'oct', k: 'b' }] } }), 'ConfigMap a: holds a private key in JSON'],
    ['a token', object({ value: 'Bearer eyJhbGciOiJub25lIn0.eyJzdWIiOiJhIn0.c2ln' }), 'ConfigMap a: holds a token'],
    ['a password by its name', object({ adminPassword: 'geheim' }), 'ConfigMap a: adminPassword has a value'],
    ['a variable', object({ env: [{ name: 'API_KEY', value: 'geheim' }] }), 'ConfigMap a: API_KEY has a value'],
    ['an option', object({ args: ['--client-secret=geheim'] }), 'ConfigMap a: client-secret has a value'],
    ['an address', object({ url: 'redis://ann:geheim@redis:6379' }), 'ConfigMap a: holds a password in an address'],
    ['a text that is YAML', object({ data: { 'config.yaml': 'redis:\n  auth_token: geheim\n' } }), 'ConfigMap a: auth_token has a value'],
  ])('fails %s', (_what, given, problem) => {
    expect(leaks([given])).toEqual([problem]);
  });

  test('fails values that are no objects of Kubernetes', () => {
    expect(leaks([{ global: { clientToken: 'geheim' } }])).toEqual(['values: clientToken has a value']);
  });
});

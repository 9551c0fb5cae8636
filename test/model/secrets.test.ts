import { Mesh } from '../../src/model/mesh';
import { namespacesOfSecret, secretsIn } from '../../src/model/secrets';
import { meshOf } from '../check/fixtures';
import { object } from '../check/objects/gateways';

let mesh: Mesh;
beforeEach(() => {
  mesh = meshOf([
    object('v1', 'Secret', 'a', 'edge', 'data: { tls.crt: YQ== }\nstringData: { more: b }'), object('v1', 'Secret', 'b', 'edge', 'type: kubernetes.io/tls'), object('v1', 'Secret', 'a', 'shop', 'type: Opaque'),
    object('cert-manager.io/v1', 'Certificate', 'c', 'edge', 'spec: { secretName: made }'), object('external-secrets.io/v1', 'ExternalSecret', 'e', 'edge', 'spec: { target: { name: far } }'),
    object('bitnami.com/v1alpha1', 'SealedSecret', 'sealed', 'edge', 'spec: {}'),
  ].join('\n---\n'));
});

describe('secrets', () => {
  test('are there or are made by controllers', () => {
    expect([...secretsIn(mesh, 'edge').values()].map(({ name, keys, certificate }) => [name, keys?.join(), certificate])).toEqual([
      ['made', undefined, true], ['far', undefined, false], ['sealed', undefined, false], ['a', 'tls.crt,more', true], ['b', '', true],
    ]);
    expect(secretsIn(mesh, 'shop').get('a')?.certificate).toBe(false);
    expect(secretsIn(mesh, 'none').size).toBe(0);
  });

  test('are of namespaces', () => {
    expect([namespacesOfSecret(mesh, 'a'), namespacesOfSecret(mesh, 'far'), namespacesOfSecret(mesh, 'x')]).toEqual([['edge', 'shop'], ['edge'], []]);
  });
});

import { Mesh } from '../../src/model/mesh';
import { servedWorkloads } from '../../src/model/service-workloads';
import { meshOf } from '../check/fixtures';
import { pod, service } from '../check/objects/workloads';

describe('Services and workloads', () => {
  let mesh: Mesh;
  beforeEach(() => {
    mesh = meshOf([service('cart'), service('none'), service('any', [], { selector: undefined }), pod('cart'), pod('cart-2', { labels: { app: 'cart' } }), pod('cart', { metadata: { namespace: 'front' } })].join(''));
  });

  test('belong together by labels, in one namespace', () => {
    expect(servedWorkloads(mesh).map(({ host, workloads }) => [host.service!.name, workloads.map(({ name }) => name)])).toEqual([['cart', ['cart', 'cart-2']], ['none', []]]);
  });
});

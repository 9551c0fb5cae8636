import { noRoutes } from '../../../../src/check/rules/virtual-service/no-routes';
import { findingsIn } from '../../fixtures';
import { virtualService } from '../../objects/virtual-services';

const find = (...yaml: readonly string[]) => findingsIn(yaml.join(''), [noRoutes]);

describe('a VirtualService without routes', () => {
  test('is found, and one with any is fine', () => {
    expect(find(virtualService('hosts: [a]\n  http: []'))).toEqual(['no-routes: VirtualService shop/reviews spec: has neither http, tls nor tcp routes, which is refused']);
    for (const protocol of ['http', 'tls', 'tcp']) {
      expect(find(virtualService(`${protocol}: [{}]`))).toEqual([]);
    }
  });
});

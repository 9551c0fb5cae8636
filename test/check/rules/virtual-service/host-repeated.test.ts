import { hostRepeated } from '../../../../src/check/rules/virtual-service/host-repeated';
import { findingsIn } from '../../fixtures';
import { virtualService } from '../../objects/virtual-services';

const find = (...yaml: readonly string[]) => findingsIn(yaml.join(''), [hostRepeated]);

describe('a host that is there twice', () => {
  test('is found, within a wildcard too', () => {
    expect(find(virtualService('hosts: [a.b, c.d, a.b, "*.b"]'))).toEqual([
      'host-repeated: VirtualService shop/reviews spec.hosts[2]: has host \'a.b\', which stands there twice: it is refused',
      'host-repeated: VirtualService shop/reviews spec.hosts[3]: has host \'*.b\', and \'a.b\' too: it is refused',
    ]);
    expect(find(virtualService('hosts: [a.b, c.b, b, "*.c"]'))).toEqual([]);
    expect(find(virtualService('http: []'))).toEqual([]);
  });

  test('is found among many', () => {
    const many = Array.from({ length: 300 }, (_, at) => `h${at}.example.com`);
    expect(find(virtualService(`hosts: [${[...many, 'h7.example.com'].join(', ')}]`))).toEqual([expect.stringContaining('spec.hosts[300]: has host \'h7.example.com\', which stands there twice')]);
    expect(find(virtualService(`hosts: [${many.join(', ')}]`))).toEqual([]);
  });
});

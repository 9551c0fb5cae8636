import { delegateMatchConflict } from '../../../../src/check/rules/virtual-service/delegate-match-conflict';
import { findingsIn } from '../../fixtures';
import { virtualService } from '../../objects/virtual-services';

const conflicts = (above: string, below: string) => findingsIn(
  virtualService(`hosts: [a]\n  http: [{ match: [{ ${above} }], delegate: { name: cart } }]`) + virtualService(`http: [{ match: [{ ${below} }] }]`, 'cart'), [delegateMatchConflict]).length > 0;

const find = (...yaml: readonly string[]) => findingsIn(yaml.join(''), [delegateMatchConflict]);

describe('a condition of a delegate', () => {
  test('is within one of who delegates', () => {
    expect(find(virtualService('hosts: [a]\n  http: [{ match: [{ uri: { prefix: /a } }], delegate: { name: cart } }]'), virtualService('http: [{ match: [{ uri: { prefix: /a/b } }, { uri: { exact: /b } }] }]', 'cart'))).toEqual([
      'delegate-match-conflict: VirtualService shop/cart spec.http[0].match[1]: is not within the conditions of spec.http[0] of VirtualService \'shop/reviews\', which delegates to it: the route is left out',
    ]);
    expect(conflicts('uri: { prefix: /a } }, { uri: { prefix: /b }', 'uri: { prefix: /b/c }')).toBe(false);
  });

  test('is judged field by field', () => {
    for (const [above, below] of [
      ['uri: { exact: /a }', 'uri: { prefix: /a }'], ['uri: { exact: /a }', 'uri: { exact: /b }'], ['uri: { prefix: /a }', 'uri: { prefix: / }'], ['uri: { prefix: /a }', 'uri: { regex: /a }'],
      ['uri: { regex: /a }', 'uri: { regex: /a }'], ['uri: { regex: .* }', 'uri: { exact: /a }'], ['method: { exact: GET }', 'method: { exact: PUT }'], ['scheme: { exact: a }', 'scheme: { exact: b }'],
      ['authority: { exact: a }', 'authority: { exact: b }'], ['headers: { a: { exact: b } }', 'headers: { a: { exact: c } }'], ['withoutHeaders: { a: { exact: b } }', 'withoutHeaders: { a: { exact: c } }'],
      ['queryParams: { a: { exact: b } }', 'queryParams: { a: { exact: c } }'], ['ignoreUriCase: true', 'uri: { prefix: /a }'], ['port: 80', 'port: 81'], ['sourceNamespace: a', 'sourceNamespace: b'],
      ['sourceNamespace: a', 'port: 80'], ['sourceLabels: { a: b }', 'sourceLabels: { a: c }'], ['gateways: [a]', 'gateways: [b]'], ['gateways: [a]', 'gateways: [a, b]'], ['gateways: [a, b]', 'gateways: [a, c]'],
    ]) {
      expect([above, below, conflicts(above, below)]).toEqual([above, below, true]);
    }
    for (const [above, below] of [
      ['uri: { prefix: /a }', 'method: { exact: GET }'], ['method: { exact: GET }', 'uri: { regex: /a }'], ['uri: { prefix: /a }', 'uri: { exact: /ab }'], ['uri: { exact: /a }', 'uri: { exact: /a }'],
      ['headers: { a: { exact: b } }', 'headers: { c: { exact: d } }'], ['port: 80', 'uri: { prefix: /a }'], ['uri: { prefix: /a }', 'port: 80'], ['port: 80', 'port: 80'],
      ['uri: { prefix: /a }', 'sourceNamespace: a'], ['sourceNamespace: a', 'sourceNamespace: a'], ['sourceLabels: { a: b }', 'sourceLabels: { c: d }'], ['gateways: [a, b]', 'gateways: [b]'],
      ['gateways: [a]', 'port: 80'], ['ignoreUriCase: true', 'ignoreUriCase: true'],
    ]) {
      expect([above, below, conflicts(above, below)]).toEqual([above, below, false]);
    }
  });

  test('is any where who delegates has none, or where the delegate has hosts', () => {
    const delegate = virtualService('http: [{ match: [{ port: 80 }] }, {}]', 'cart');
    expect(find(virtualService('hosts: [a]\n  http: [{ delegate: { name: cart } }, { match: [{ port: 80 }], delegate: { name: cart } }]'), delegate)).toEqual([]);
    expect(find(virtualService('hosts: [a]\n  http: [{ match: [{ port: 81 }], delegate: { name: cart } }]'), delegate)).toHaveLength(1);
    expect(find(virtualService('hosts: [a]\n  http: [{ match: [{ port: 81 }], delegate: { name: cart } }]'), delegate.replace('http:', 'hosts: [b]\n  http:'))).toEqual([]);
    expect(find(virtualService('hosts: [a]\n  http: [{ match: [{ port: 81 }], delegate: { name: cart } }]'))).toEqual([]);
  });
});

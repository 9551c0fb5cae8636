import { injectorsOverlap } from '../../../../src/check/rules/workload/injectors-overlap';
import { finder, object } from '../../objects/workloads';

const find = finder(injectorsOverlap);
const hook = (namespaceSelector?: unknown, objectSelector?: unknown, name = 'sidecar-injector.istio.io') => ({ name, namespaceSelector, objectSelector });
const injector = (name: string, webhooks: unknown, labels?: object, kind = 'MutatingWebhookConfiguration') =>
  object('admissionregistration.k8s.io/v1', kind, name, { webhooks }, { namespace: undefined, labels });
const ENABLED = { matchLabels: { 'istio-injection': 'enabled' } };
const CANARY = { matchLabels: { 'istio.io/rev': 'canary' } };
const unless = (key: string) => ({ key, operator: 'DoesNotExist' });

describe('webhooks of Istio', () => {
  test('overlap where they choose the same namespaces and pods', () => {
    expect(find([injector('a', [hook(ENABLED)]), injector('b', [hook(ENABLED, undefined, 'other.istio.io')])])).toEqual([
      'MutatingWebhookConfiguration a webhooks[0]: has webhook \'sidecar-injector.istio.io\' for pods without such labels of namespaces with istio-injection=enabled, which webhook \'other.istio.io\' of \'b\' injects too',
      'MutatingWebhookConfiguration b webhooks[0]: has webhook \'other.istio.io\' for pods without such labels of namespaces with istio-injection=enabled, which webhook \'sidecar-injector.istio.io\' of \'a\' injects too',
    ]);
    expect(find([injector('a', [hook(), hook(ENABLED, { matchLabels: { 'sidecar.istio.io/inject': 'true' } }, 'object.istio.io')])])).toEqual([
      expect.stringContaining('a webhooks[0]: has webhook \'sidecar-injector.istio.io\' for pods with sidecar.istio.io/inject=true of namespaces with istio-injection=enabled, which webhook \'object.istio.io\' of \'a\''),
      expect.stringContaining('a webhooks[1]: has webhook \'object.istio.io\''),
    ]);
  });

  test('overlap where only a revision shows it', () => {
    expect(find([injector('a', [hook(ENABLED)]), injector('b', [hook(CANARY)])])).toEqual([
      expect.stringContaining('of namespaces with istio-injection=enabled,istio.io/rev=canary'), expect.stringContaining('a'),
    ]);
    const among = { matchExpressions: [{ key: 'istio.io/rev', operator: 'In', values: ['canary'] }] };
    expect(find([injector('a', [hook(CANARY)]), injector('b', [hook(among)])])).toHaveLength(2);
    expect(find([injector('a', [hook(undefined, CANARY)]), injector('b', [hook(undefined, among)])])).toHaveLength(2);
  });

  test('do not where their selectors keep them apart', () => {
    const apart = { matchExpressions: [{ key: 'istio.io/rev', operator: 'In', values: ['canary'] }, unless('istio-injection')] };
    expect(find([injector('a', [hook(ENABLED)]), injector('b', [hook(apart)])])).toEqual([]);
    expect(find([injector('a', [hook({ matchExpressions: [unless('istio-injection')] }, { matchLabels: { 'sidecar.istio.io/inject': 'true' } }), hook(ENABLED)])])).toEqual([]);
    expect(find([injector('a', [hook()])])).toEqual([]);
  });

  test('are those with its names, or with a revision', () => {
    const others = [hook(undefined, undefined, 'a.example.com'), hook(undefined, undefined, 'b.example.com')];
    expect(find([injector('a', others)])).toEqual([]);
    expect(find([injector('a', others, { 'istio.io/rev': 'canary' })])).toHaveLength(2);
    expect(find([injector('a', [hook(), hook()], undefined, 'ValidatingWebhookConfiguration')])).toEqual([]);
  });

  test('may be strange', () => {
    expect(find([injector('a', 'x'), injector('b', [null, 1, hook('x', 1)]), injector('c', [{ namespaceSelector: { matchLabels: 1, matchExpressions: [1, { key: 'a', operator: 'In', values: 1 }] }, name: 'a.istio.io' }])])).toEqual([]);
  });
});

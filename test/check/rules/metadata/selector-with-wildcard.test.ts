import { selectorWithWildcard } from '../../../../src/check/rules/metadata/selector-with-wildcard';
import { findingsIn } from '../../fixtures';

const of = (kind: string, labels: string) => findingsIn(`
apiVersion: networking.istio.io/${kind === 'EnvoyFilter' ? 'v1alpha3' : 'v1'}
kind: ${kind}
metadata: { name: cart, namespace: shop }
spec: { workloadSelector: { labels: ${labels} } }
`, [selectorWithWildcard]).map(text => text.replace(`selector-with-wildcard: ${kind} shop/cart `, ''));

test('labels of a workloadSelector have whole names', () => {
  expect(of('Sidecar', '{ "app*": cart }')).toEqual(['spec.workloadSelector.labels["app*"]: selects workloads by the label \'app*\', which is refused']);
  expect(of('ServiceEntry', '{ "*": cart, app: cart }')).toHaveLength(1);
  expect(of('EnvoyFilter', '{ "": cart }')).toHaveLength(1);
  expect(of('Sidecar', '{ app: cart }')).toEqual([]);
  expect(of('Sidecar', '{}')).toEqual([]);
});

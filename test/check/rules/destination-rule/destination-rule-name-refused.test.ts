import { destinationRuleNameRefused } from '../../../../src/check/rules/destination-rule/destination-rule-name-refused';
import { findingsIn } from '../../fixtures';
import { destinationRule } from '../../objects/meshes';

const find = (yaml: string) => findingsIn(yaml, [destinationRuleNameRefused]);

describe('names of a DestinationRule', () => {
  test('are hosts without port, scheme and path', () => {
    expect(find(destinationRule('', { host: 'reviews:80' }))).toEqual([
      'destination-rule-name-refused: DestinationRule shop/reviews spec.host: is for host \'reviews:80\', which is no domain',
    ]);
    for (const host of ['http://reviews', 'a..b', 'a.*.b', '', 'a_b', '10.0.0.1']) {
      expect(find(destinationRule('', { host }))).toHaveLength(1);
    }
    for (const host of ['reviews', '*', '*.local', '*-eu.example.com', 'Reviews.shop', 'a.example.com.']) {
      expect(find(destinationRule('', { host }))).toEqual([]);
    }
  });

  test('are there', () => {
    expect(find('apiVersion: networking.istio.io/v1\nkind: DestinationRule\nmetadata: { name: reviews, namespace: shop }')).toEqual([
      'destination-rule-name-refused: DestinationRule shop/reviews : has no spec, and so is for no host',
    ]);
  });

  test('are subsets of letters, digits and dashes', () => {
    expect(find(destinationRule('subsets: [{ name: v1 }, { name: v1.2 }, { labels: {} }]'))).toEqual([
      'destination-rule-name-refused: DestinationRule shop/reviews spec.subsets[1].name: has a subset named \'v1.2\', and names are of letters, digits and dashes, up to 63',
    ]);
    expect(find(destinationRule(`subsets: [{ name: ${'a'.repeat(63)} }]`))).toEqual([]);
    expect(find(destinationRule(`subsets: [{ name: ${'a'.repeat(64)} }]`))).toHaveLength(1);
  });
});

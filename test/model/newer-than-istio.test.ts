import { newerParts } from '../../src/model/newer-than-istio';
import { meshOf } from '../check/fixtures';

const YAML = `
apiVersion: networking.istio.io/v1beta1
kind: DestinationRule
metadata: { name: cart, namespace: shop }
spec:
  host: cart
  trafficPolicy:
    loadBalancer: { warmup: { duration: 10s }, consistentHash: { httpCookie: { name: a, attributes: [{ name: b }] } } }
    tls: { mode: strict }
`;

function parts(istioVersion: string): string[] {
  return newerParts(meshOf(YAML, { istioVersion })).map(({ path, since, problem }) => `${path.join('.')} since ${since}: ${problem?.kind}`);
}

test('each part has the first version that takes it', () => {
  expect(parts('1.23')).toEqual([
    'spec.trafficPolicy.loadBalancer.warmup since 24: unknown',
    'spec.trafficPolicy.loadBalancer.consistentHash.httpCookie.attributes since 28: unknown',
  ]);
  expect(parts('1.24')).toEqual(['spec.trafficPolicy.loadBalancer.consistentHash.httpCookie.attributes since 28: unknown']);
  expect(parts('1.28')).toEqual([]);
});

test('fails: a version that is not known', () => {
  expect(() => meshOf(YAML, { istioVersion: '1.5' })).toThrow("istioVersion is '1.5': give a minor version from 1.20 to 1.31, as '1.30'");
});

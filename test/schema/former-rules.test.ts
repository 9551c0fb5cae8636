import { inNewestWords, rulesInNewestWords } from '../../scripts/shapes/former-rules';
import { predicateOf } from '../../src/schema/cel-rules';
import { FORMER_ISTIO_RULES } from '../../src/schema/former-istio-rules';

const [GATEWAY_OR_SERVICE, WITH_ENTRY, ONE_ENDPOINT] = Object.values(FORMER_ISTIO_RULES);

test.each([
  ["!self.contains('*')", '!self.contains("*")'],
  ['(has(self.selector)?1:0)+(has(self.targetRef)?1:0)+(has(self.targetRefs)?1:0)<=1',
    '(has(self.selector) ? 1 : 0) + (has(self.targetRef) ? 1 : 0) + (has(self.targetRefs) ? 1 : 0) <= 1'],
  ["((has(self.operation) ? self.operation : '') == 'UPSERT') ? self.value != '' : true",
    '((has(self.operation) ? self.operation : "") == "UPSERT") ? (self.value != "") : true'],
  ["(!has(self.resolution) || self.resolution == 'NONE') ? !has(self.endpoints) : true",
    '((has(self.resolution) ? self.resolution : "NONE") == "NONE") ? !has(self.endpoints) : true'],
  ['has(self.address) || has(self.network)', 'has(self.address) || has(self.network)'],
])('%s is said as the newest resources say it', (former, newest) => {
  expect(inNewestWords(former)).toBe(newest);
  expect(predicateOf(newest)).toBeDefined();
});

test('a rule that no newer one says stays as it is', () => {
  expect(inNewestWords('self == 1')).toBe('self == 1');
  Object.keys(FORMER_ISTIO_RULES).forEach(rule => expect(inNewestWords(rule)).toBe(rule));
});

test('rules are found wherever they are in a schema, and nothing else is changed', () => {
  const schema = { description: "self != '*'", items: { 'x-kubernetes-validations': [{ rule: "self != '*'", message: 'no' }] } };
  expect(rulesInNewestWords(schema)).toEqual({ description: "self != '*'", items: { 'x-kubernetes-validations': [{ rule: 'self != "*"', message: 'no' }] } });
});

test('targets are of the kinds that were known, and the group must be said', () => {
  expect(GATEWAY_OR_SERVICE({ group: '', kind: 'Service' })).toBe(true);
  expect(GATEWAY_OR_SERVICE({ group: 'core', kind: 'Service' })).toBe(true);
  expect(GATEWAY_OR_SERVICE({ group: 'gateway.networking.k8s.io', kind: 'Gateway' })).toBe(true);
  expect(GATEWAY_OR_SERVICE({ kind: 'Service' })).toBe(false);
  expect(GATEWAY_OR_SERVICE({ group: '', kind: 'Gateway' })).toBe(false);
  expect(GATEWAY_OR_SERVICE({ group: 'networking.istio.io', kind: 'ServiceEntry' })).toBe(false);
  expect(WITH_ENTRY({ group: 'networking.istio.io', kind: 'ServiceEntry' })).toBe(true);
  expect(WITH_ENTRY({ group: 'gateway.networking.k8s.io', kind: 'GatewayClass' })).toBe(false);
});

test('round robin by DNS took one endpoint, and no empty list', () => {
  expect(ONE_ENDPOINT({ resolution: 'DNS_ROUND_ROBIN' })).toBe(true);
  expect(ONE_ENDPOINT({ resolution: 'DNS_ROUND_ROBIN', endpoints: [{}] })).toBe(true);
  expect(ONE_ENDPOINT({ resolution: 'DNS_ROUND_ROBIN', endpoints: [] })).toBe(false);
  expect(ONE_ENDPOINT({ resolution: 'DNS', endpoints: [{}, {}] })).toBe(true);
});

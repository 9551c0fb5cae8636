import { createHash } from 'crypto';
import * as fc from 'fast-check';
import { predicateOf } from '../../src/schema/cel-rules';
import { problemsOf } from '../../src/schema/check-shape';
import { ExperimentalTable, experimentalShapeOf } from '../../src/schema/experimental-gateway-api';
import { EXPERIMENTAL_GATEWAY_API_RULES } from '../../src/schema/experimental-gateway-api-rules';
import { TABLE as EXPERIMENTAL } from '../../src/schema/generated/experimental-gateway-api';
import { TABLE } from '../../src/schema/generated/gateway-api';
import { compileRule } from '../support/schema/cel';
import { toCel } from '../support/schema/cel-values';
import { CHOICES, generate, picker } from '../support/schema/generate';
import { Schema } from '../support/schema/schema';

const GROUP = 'gateway.networking.k8s.io';

test('the table belongs to that of the standard channel: `npx projen schemas:experimental` writes it anew', () => {
  const table = JSON.parse(EXPERIMENTAL) as ExperimentalTable;
  expect(table.newest).toBe((JSON.parse(TABLE) as { shapes: unknown[] }).shapes.length);
  expect(table.of).toBe(createHash('sha256').update(TABLE).digest('hex'));
  expect([...table.rules].sort()).toEqual(Object.keys(EXPERIMENTAL_GATEWAY_API_RULES).sort());
  expect(table.rules.filter(predicateOf)).toEqual([]);
});

test('there are shapes for the versions that the channel serves', () => {
  const versions = ['v1', 'v1beta1', 'v1alpha3', 'v1alpha2', 'v1alpha1'];
  const served = (kind: string) => versions.filter(version => experimentalShapeOf(`${GROUP}/${version}`, kind));
  expect(['TCPRoute', 'TLSRoute', 'HTTPRoute', 'BackendTLSPolicy', 'Magic', 'toString'].map(served))
    .toEqual([['v1', 'v1alpha2'], ['v1', 'v1alpha3', 'v1alpha2'], ['v1', 'v1beta1'], ['v1', 'v1alpha3'], [], []]);
  expect(experimentalShapeOf(`${GROUP}/toString`, 'TCPRoute')).toBeUndefined();
  expect(experimentalShapeOf('networking.istio.io/v1', 'Gateway')).toBeUndefined();
});

test.each([
  [{ rules: [{ sessionPersistence: { type: 'Cookie', cookieConfig: { lifetimeType: 'Permanent' }, absoluteTimeout: '1h' } }] }, true],
  [{ rules: [{ sessionPersistence: { type: 'Cookie', cookieConfig: { lifetimeType: 'Permanent' } } }] }, false],
  [{ rules: [{ sessionPersistence: { type: 'Header', cookieConfig: {} } }] }, false],
  [{ rules: [{ name: 'a', retry: { codes: [503], attempts: 1 } }, { name: 'b' }] }, true],
  [{ rules: [{ retry: { codes: [99] } }] }, false],
  [{ parentRefs: [{ name: 'a', port: 80 }, { name: 'a', port: 81 }] }, true],
  [{ parentRefs: [{ name: 'a', port: 80 }, { name: 'a', port: 80 }] }, false],
  [{ parentRefs: [{ name: 'a', port: 80 }, { name: 'a' }] }, false],
])('an HTTPRoute with %j is taken: %s', (spec, taken) => {
  const apiVersion = `${GROUP}/v1`;
  const problems = problemsOf(experimentalShapeOf(apiVersion, 'HTTPRoute')!, { apiVersion, kind: 'HTTPRoute', metadata: { name: 'a' }, spec } as never);
  expect(problems.length === 0).toBe(taken);
});

/** Small schemas of what the rules look at. */
const text = (...allowed: string[]): Schema => ({ type: 'string', enum: allowed });
const fields = (properties: { [name: string]: Schema }, required: string[] = []): Schema => ({ type: 'object', properties, required });
const anything = fields({});
const parents: Schema = {
  type: 'array',
  items: fields({
    group: text('', 'g'), kind: text('Gateway', 'Service'), name: text('a', 'b'), namespace: text('', 'n'), sectionName: text('', 's', 't'), port: { type: 'integer', enum: [80, 81] },
  }, ['group', 'kind', 'name']),
};
const auth = fields({ protocol: text('HTTP', 'GRPC'), http: anything, grpc: anything }, ['protocol']);
const session = fields({ type: text('Cookie', 'Header'), cookieConfig: fields({ lifetimeType: text('Permanent', 'Session') }), absoluteTimeout: text('1h') }, ['type']);

function schemaOf(rule: string): Schema {
  return rule.startsWith('self.all(p1') ? parents
    : rule.startsWith('self.all(l1') ? { type: 'array', items: fields({ name: text('a', 'b', 'c') }) }
      : rule.includes('cookieConfig') ? session
        : rule.includes('protocol') ? auth
          : fields({ type: text('ExternalAuth', 'CORS'), externalAuth: anything }, ['type']);
}

test.each(Object.entries(EXPERIMENTAL_GATEWAY_API_RULES))('%s says what the evaluator says', (rule, holds) => {
  const schema = schemaOf(rule);
  const evaluate = compileRule(rule);
  const seen = { true: 0, false: 0 };
  fc.assert(fc.property(CHOICES, choices => {
    const value = generate(schema, { pick: picker(choices), words: [] });
    const result = evaluate(toCel(schema, value));
    const expected = 'value' in result && result.value === true;
    seen[`${expected}`]++;
    expect([holds(value), value]).toEqual([expected, value]);
  }), { numRuns: 300 });
  expect(Math.min(seen.true, seen.false)).toBeGreaterThan(0);
});

import * as fc from 'fast-check';
import { FieldPath } from '../../src/manifests/locate';
import { checkShape } from '../../src/schema/check-shape';
import { ShapeProblem } from '../../src/schema/shape-problem';
import { withoutMistyped } from '../../src/schema/without-mistyped';
import { builtinDefinition, builtinKinds, kubernetesDefinitions, resolveBuiltin } from '../support/schema/builtin';
import { checkRules } from '../support/schema/cel';
import { customKinds } from '../support/schema/crds';
import { withDefaults, withoutNulls } from '../support/schema/defaults';
import { CHOICES, generate, mutate, Pick, picker } from '../support/schema/generate';
import { childPath, isObject, JsonObject, Schema } from '../support/schema/schema';
import { checkOfBuiltin, checkOfCustom } from '../support/schema/structural';
import { checkUniqueness } from '../support/schema/uniqueness';

const METADATA = { name: 'x', namespace: 'test', labels: { app: 'x' } };

/** A path as the oracle writes it. */
const written = (path: readonly (string | number)[]) => path.reduce<string>((parent, step) => childPath(parent, step), '') || '(root)';

const valueAt = (value: any, path: FieldPath): unknown => path.reduce((parent, step) => parent[step], value);

/** Where problems of the oracle stand. */
const places = (problems: readonly string[]) => sorted(problems.map(problem => problem.slice(0, problem.indexOf(': '))));
const sorted = (paths: readonly string[]) => [...new Set(paths)].sort();

/** What is made and changed of an object: status is what the server writes, metadata is asked for apart. */
function generateObject(schema: Schema, pick: Pick, resolve?: (ref: string) => Schema): JsonObject {
  const { apiVersion, kind, metadata, status, ...properties } = schema.properties ?? {};
  const required = (schema.required ?? []).filter(name => Object.hasOwn(properties, name));
  const object = generate({ ...schema, properties, required }, { pick, resolve }) as JsonObject;
  for (let left = pick(4); left > 0; left--) {
    mutate(object, pick);
  }
  return object;
}

/** What both say, by the first of the two: structure before what only objects of the right structure are asked. */
function compare(
  object: JsonObject, apiVersion: string, kind: string, structural: readonly string[], others: () => readonly string[], nullsAreGone = true,
): void {
  const own = checkShape(object, apiVersion, kind);
  const isStructural = ({ kind: what, path }: ShapeProblem) => what !== 'rule' && what !== 'duplicate' && !isUnknownNull(what, path);
  // To the schemas of Kubernetes' own kinds every null is gone before they are asked; the server finds an unknown field of any value.
  const isUnknownNull = (what: string, path: FieldPath) => what === 'unknown' && nullsAreGone && valueAt(object, path) === null;
  const [found, expected] = [sorted(own.filter(isStructural).map(({ path }) => written(path))), places(structural)];
  const text = () => JSON.stringify(object);
  expect([found, text()]).toEqual([expected, text()]);
  if (structural.length === 0) {
    const all = sorted(own.filter(({ kind: what, path }) => !isUnknownNull(what, path)).map(({ path }) => written(path)));
    expect([all, text()]).toEqual([places(others()), text()]);
  }
  // What is left has no wrong type; it may lack what was required.
  const rest = withoutMistyped(object, own);
  expect(checkShape(rest, apiVersion, kind).filter(problem => problem.kind === 'type')).toEqual([]);
  expect(rest === object).toBe(own.every(problem => problem.kind !== 'type'));
}

const customs = customKinds().filter(({ group }) => /\.istio\.io$|^gateway\.networking/.test(group)).map(kind => [`${kind.apiVersion} ${kind.kind}`, kind] as const);

test.each(customs)('of %s, changed at random, the same is found as by the schemas and rules themselves', (_, known) => {
  const { apiVersion, kind, schema } = known;
  const check = checkOfCustom(known);
  fc.assert(fc.property(CHOICES, choices => {
    const object = { ...generateObject(schema, picker(choices)), apiVersion, kind, metadata: METADATA };
    const filled = withDefaults(schema, object);
    compare(object, apiVersion, kind, check(filled), () => [...checkUniqueness(schema, filled), ...checkRules(schema, filled)], false);
  }), { numRuns: 100 });
});

test.each(builtinKinds())('of %s, changed at random, the same is found as by the schemas themselves', name => {
  const [kind, version, group] = name.split('/').reverse();
  const apiVersion = group ? `${group}/${version}` : version;
  const definition = builtinDefinition(apiVersion, kind)!;
  const schema = kubernetesDefinitions()[definition];
  const check = checkOfBuiltin(definition);
  fc.assert(fc.property(CHOICES, choices => {
    const object = { ...generateObject(schema, picker(choices), resolveBuiltin), apiVersion, kind, metadata: METADATA };
    const plain = withoutNulls(object, schema, resolveBuiltin) as JsonObject;
    compare(object, apiVersion, kind, check(plain), () => checkUniqueness(schema, plain, resolveBuiltin));
  }), { numRuns: 50 });
});

test('of metadata, changed at random, the same is found as by its schema', () => {
  const schema = kubernetesDefinitions()['apis.meta.v1.ObjectMeta'];
  const check = checkOfBuiltin('core.v1.ServiceAccount');
  fc.assert(fc.property(CHOICES, choices => {
    const pick = picker(choices);
    const metadata = generate(schema, { pick, resolve: resolveBuiltin }) as JsonObject;
    mutate(metadata, pick);
    fc.pre(isObject(metadata));
    const object = { apiVersion: 'v1', kind: 'ServiceAccount', metadata };
    const plain = withoutNulls(object, kubernetesDefinitions()['core.v1.ServiceAccount'], resolveBuiltin) as JsonObject;
    compare(object, 'v1', 'ServiceAccount', check(plain), () => checkUniqueness(kubernetesDefinitions()['core.v1.ServiceAccount'], plain, resolveBuiltin));
  }));
});

import * as fc from 'fast-check';
import { mended } from './fixtures';
import { RULES } from '../../src/check/rules';
import { isObject, JsonObject } from '../../src/manifests/manifest';
import { readManifests } from '../../src/manifests/read-manifests';
import { SourceText } from '../../src/manifests/source-text';
import { shapeOf } from '../../src/schema/kinds';
import { Shape } from '../../src/schema/shape';

/** Names that objects of JavaScript have by themselves. */
export const NAMES_OF_OBJECTS = ['__proto__', 'constructor', 'toString', 'hasOwnProperty', 'valueOf', 'length'];
/** Text that is a host, a name, a pattern, a duration or a number, or nearly. */
const ODD_TEXTS = [...NAMES_OF_OBJECTS, '', ' ', '*', '*.', '.', '..', 'a..b', '/', '*/*', './*', '~/*', '/a', 'a/b/c', '-', '@', ':', '0', '-1', '65536', '1e400', '9'.repeat(30), '1s', '1.5.5s', '-1s', '1h1m', '9'.repeat(400) + 's',
  '(', '[', '(a+)+$', '\\', '%', '%DOWNSTREAM%', '{}', '{{}}', '{a', '- a', 'a: *b', '&a [*a]', 'mesh', 'istio-system', 'ISTIO_MUTUAL', 'HTTP', 'true', 'x'.repeat(300), 'spiffe://', 'request.headers[', 'request.headers[a]', '10.0.0.0/8',
  '10.0.0.0/99', '::1', 'fe80::1%a', '1.2.3.4', 'unix:///a', 'envoy.filters.network.http_connection_manager', '\u0000', '\ud800', '\u2028', '\u001b[31m', 'a\nb', '\n::error::a', 'é', 'İ', 'ﬀ', '😀', '\u202e', '*.svc.cluster.local', 'a.b.svc.cluster.local',
  '{"a":', '{"__proto__": null}', '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----', 'LS0t', '2026-01-31T12:00:00Z', 'cpu', '1Gi', 'v1', 'apps/v1'];
const ODD_NUMBERS = [0, -0, 1, -1, 0.5, -1e-7, 80, 443, 15001, 65536, 2 ** 31, 2 ** 53, 2 ** 63, 2 ** 64, 1e21, 1e308, -1e308, 5e-324, 100];

/** Any value of JSON, small, with what is easily taken for something else. */
export const ODD_VALUE: fc.Arbitrary<unknown> = fc.letrec<{ value: unknown }>(tie => ({
  value: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.constantFrom<unknown>(null, true, false, ...ODD_NUMBERS, ...ODD_TEXTS),
    fc.constantFrom<() => unknown>(() => [], () => ({}), () => [[]], () => [null], () => [{}], () => ['']).map(make => make()),
    fc.array(tie('value'), { maxLength: 3 }),
    fc.array(fc.tuple(fc.constantFrom(...ODD_TEXTS), tie('value')), { maxLength: 3 }).map(entries => Object.fromEntries(entries)),
  ),
})).value;

/** Objects as rules show them, good and bad: at least one for each thing that a rule looks at. */
const EXAMPLES: readonly JsonObject[] = RULES.flatMap(rule => [rule.bad, mended(rule)])
  .flatMap(yaml => readManifests(new SourceText('', yaml)).manifests.map(({ json }) => json));

interface Edit {
  readonly kind: 'replace' | 'delete' | 'repeat' | 'add' | 'key' | 'move';
  readonly at: number;
  readonly pick: number;
  readonly value: unknown;
}

const EDIT: fc.Arbitrary<Edit> = fc.record({
  kind: fc.constantFrom(...['replace', 'replace', 'delete', 'repeat', 'add', 'add', 'add', 'key', 'move'] as const),
  at: fc.nat(1_000_000),
  pick: fc.nat(1_000_000),
  value: ODD_VALUE,
});

/** A few objects of examples that may have to do with each other, with changes of their structure here and there. */
export const ODD_OBJECTS: fc.Arbitrary<JsonObject[]> = fc.tuple(
  fc.nat(EXAMPLES.length - 1), fc.integer({ min: 1, max: 4 }), fc.array(fc.nat(EXAMPLES.length - 1), { maxLength: 3 }),
  fc.array(EDIT, { maxLength: 8 }),
).map(([first, count, others, edits]) => {
  const objects = copy([...EXAMPLES.slice(first, first + count), ...others.map(at => EXAMPLES[at])]);
  edits.forEach(edit => apply(edit, objects));
  return objects.filter(isObject);
});

/** A value of its own; `__proto__` stays an ordinary key. */
function copy<T>(value: T): T {
  return JSON.parse(JSON.stringify(value)) as T;
}

type Holder = { [key: string]: unknown };

interface Spot {
  readonly holder: Holder;
  readonly key: string;
  readonly shape?: Shape;
}

function apply({ kind, at, pick, value }: Edit, objects: JsonObject[]): void {
  const spots = spotsOf(objects);
  if (spots.length === 0) {
    return;
  }
  const { holder, key, shape } = spots[at % spots.length];
  const isList = Array.isArray(holder);
  switch (kind) {
    case 'replace':
      put(holder, key, copy(value));
      break;
    case 'delete':
      if (isList) {
        holder.splice(Number(key), 1);
      } else {
        delete holder[key];
      }
      break;
    case 'repeat':
      if (isList) {
        holder.push(copy(holder[Number(key)]));
      } else if (Array.isArray(holder[key])) {
        holder[key] = [...holder[key] as unknown[], ...copy(holder[key] as unknown[])];
      }
      break;
    case 'add': {
      const own = holder[key];
      const names = [...shape?.properties.keys() ?? []];
      if (Array.isArray(own)) {
        own.push(shape?.items ? filled(shape.items, pick) : copy(value));
      } else if (isObject(own) && names.length > 0) {
        const name = names[pick % names.length];
        put(own as Holder, name, filled(shape!.properties.get(name)!, pick));
      } else if (isObject(own)) {
        put(own as Holder, ODD_TEXTS[pick % ODD_TEXTS.length], copy(value));
      }
      break;
    }
    case 'key':
      if (!isList) {
        const own = holder[key];
        delete holder[key];
        put(holder, ODD_TEXTS[pick % ODD_TEXTS.length], own);
      }
      break;
    default: {
      const from = spots[pick % spots.length];
      put(holder, key, copy(from.holder[from.key]));
    }
  }
}

function put(holder: Holder, key: string, value: unknown): void {
  Object.defineProperty(holder, key, { value, writable: true, enumerable: true, configurable: true });
}

/** All values of objects, the objects among them, in the order of their text. */
function spotsOf(objects: readonly JsonObject[]): Spot[] {
  const spots: Spot[] = [];
  const visit = (holder: Holder, key: string, shape: Shape | undefined) => {
    spots.push({ holder, key, shape });
    const value = holder[key];
    if (Array.isArray(value)) {
      value.forEach((_, at) => visit(value as unknown as Holder, String(at), shape?.items));
    } else if (isObject(value)) {
      Object.keys(value).forEach(name => visit(value as Holder, name, shape?.properties.get(name) ?? shape?.values));
    }
  };
  objects.forEach((object, at) => {
    const { apiVersion, kind } = isObject(object) ? object : {} as JsonObject;
    visit(objects as unknown as Holder, String(at), typeof apiVersion === 'string' && typeof kind === 'string' ? shapeOf(apiVersion, kind) : undefined);
  });
  return spots;
}

/** A value that has a shape, or nearly: chosen by a number. */
function filled(shape: Shape, seed: number): unknown {
  let state = seed + 1;
  const next = (below: number) => {
    state = state * 48271 % 2147483647;
    return state % below;
  };
  const one = <T>(all: readonly T[]) => all[next(all.length)];
  const value = (of: Shape, depth: number): unknown => {
    switch (of.type) {
      case 'o': {
        const names = [...of.properties.keys()];
        const chosen = names.filter(name => of.required.includes(name) || (depth < 4 && next(names.length) < 3));
        const keys = of.values && depth < 4 ? [one(ODD_TEXTS), 'a'] : [];
        return Object.fromEntries([
          ...chosen.map(name => [name, value(of.properties.get(name)!, depth + 1)]), ...keys.map(name => [name, value(of.values!, depth + 1)]),
        ] as [string, unknown][]);
      }
      case 'a':
        return depth < 5 && of.items ? Array.from({ length: next(3) }, () => value(of.items!, depth + 1)) : [];
      case 's':
        return of.allowed ? one(of.allowed) : one(ODD_TEXTS);
      case 'i': case 'x':
        return one(ODD_NUMBERS.filter(Number.isInteger));
      case 'n':
        return one(ODD_NUMBERS);
      case 'b':
        return next(2) === 0;
      case 'q':
        return one(['1', '500m', 'x']);
      default:
        return one<unknown>([{}, [], 'a', null, { '@type': 'a', 'name': 'b' }, 1]);
    }
  };
  return value(shape, 0);
}

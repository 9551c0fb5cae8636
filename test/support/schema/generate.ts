import * as fc from 'fast-check';
import { isObject, JsonObject, Schema } from './schema';

/** Picks a number below a limit. */
export type Pick = (limit: number) => number;

/** What makes and changes a value: numbers, which fast-check makes fewer and smaller until only what fails is left. */
export const CHOICES = fc.array(fc.nat({ max: 2 ** 20 }), { maxLength: 200, size: 'max' });

/** Picks by the numbers in turn, and again from the first with something added. */
export function picker(choices: readonly number[]): Pick {
  let at = 0;
  return limit => {
    const choice = choices.length === 0 ? 0 : choices[at % choices.length] + 7919 * Math.floor(at / choices.length);
    at++;
    return choice % limit;
  };
}

/** Texts that mean something to some rule or format, and some that mean nothing. */
const TEXTS = [
  'a', 'b', '', '*', 'a*', '*.example.com', 'example.com', 'a.b.c', 'A_b', 'http_1', '-', 'a/b', '/', '/a', '/a//b', '/a/./b', '/a/../b', '/a%2fb', '/a%2Fb', '/a#b', '/a/..', '/a/.', '/a b',
  '0', '1', '80', '+80', '-1', '65535', '65536', '007', 'x1', '10.0.0.1', '10.0.0.0/8', '::1', '::ffff:1.2.3.4', 'fe80::1%25eth0', '1.2.3', '01.2.3.4',
  '0s', '1s', '1ms', '999us', '0.5ms', '1h3m', '1.5s', '10us', '-5s', '5', 's', '1d', '.5s', '1.s', '1µs', '100000000h', '2s500ms',
  'http://example.com', 'https://example.com:8080/keys?a=b', 'oci://a/b:1', 'file:///a', 'ftp://a', 'HTTP://A', '#%blah$#@', 'mailto:a', ':a', 'http://[::1]/', 'http://a b/', 'http://u@h:x/', '//a',
  'unix:///a', 'unix://@a', 'unix://a', 'unix:///a/', 'unix://', 'HTTP', 'HTTPS', 'TCP', 'UDP', 'TLS', 'Service', 'Hostname', 'IPAddress', 'Terminate', 'INLINE', 'HOST', 'STATIC', 'NONE', 'DNS',
  'gateway.networking.k8s.io', 'Exact', 'PathPrefix', 'RegularExpression', 'é', '😀', 'ſ_', 'YWJj', 'YQ==', '2026-01-31T12:00:00Z', '500m', '1Gi', 'x'.repeat(63), 'a'.repeat(254),
];

const NUMBERS = [0, 1, 2, 80, 443, 100, -1, 65535, 65536, 0.5, 2 ** 31, 2 ** 33];

/** How values are made. */
export interface Generation {
  readonly pick: Pick;
  readonly resolve?: (ref: string) => Schema;
  /** Words that a rule looks for: names of fields and values, which are made more often. */
  readonly words?: readonly string[];
}

/** A value of the types that a schema asks for, with all that it requires; what else it says may be broken, and often is not. */
export function generate(schema: Schema, how: Generation, depth = 0): unknown {
  const { pick, resolve } = how;
  const own = schema.$ref && resolve ? resolve(schema.$ref) : schema;
  if (own.enum && pick(8) > 0) {
    return oneOf(own.enum, how);
  }
  switch (own['x-kubernetes-int-or-string'] || own.format === 'quantity' ? 'text or number' : own.type) {
    case 'object':
      return generateObject(own, how, depth);
    case 'array':
      return generateList(own, how, depth);
    case 'integer':
      return generateInteger(own, pick);
    case 'number':
      return [0, 0.5, 1, 12.5, 100, 101, -1][pick(7)];
    case 'boolean':
      return pick(2) === 1;
    case 'text or number':
      return pick(2) === 1 ? pick(100) : ['1', '500m', '1Gi', 'http'][pick(4)];
    case 'string':
      return generateText(own, how);
    default:
      return pick(2) === 1 ? { any: 'thing' } : pick(10);
  }
}

/** One of them, and more often one of those that the words name. */
function oneOf<T>(all: readonly T[], { pick, words = [] }: Generation): T {
  const named = all.filter(one => words.includes(String(one)));
  const from = named.length > 0 && pick(3) > 0 ? named : all;
  return from[pick(from.length)];
}

function generateObject(schema: Schema, how: Generation, depth: number): JsonObject {
  const { pick } = how;
  const object: JsonObject = {};
  const names = Object.keys(schema.properties ?? {});
  const optional = names.length === 0 ? [] : Array.from({ length: pick(depth > 6 ? 2 : depth < 2 ? 5 : 4) }, () => oneOf(names, how));
  for (const name of new Set([...schema.required ?? [], ...optional])) {
    // A map may have keys that it must have.
    object[name] = generate(schema.properties?.[name] ?? schema.additionalProperties as Schema, how, depth + 1);
  }
  if (isObject(schema.additionalProperties)) {
    for (let left = pick(3); left > 0; left--) {
      object[TEXTS[pick(TEXTS.length)]] = generate(schema.additionalProperties, how, depth + 1);
    }
  }
  return object;
}

function generateList({ items, minItems = 0 }: Schema, how: Generation, depth: number): unknown[] {
  const { pick } = how;
  const list = Array.from({ length: Math.max(pick(depth > 8 ? 2 : 4), Math.min(2, Number(minItems))) }, () => generate(items!, how, depth + 1));
  if (list.length > 0 && pick(3) === 0) {
    // One that is the same, or differs in one field.
    const copy = structuredClone(list[0]);
    list.push(copy);
    if (isObject(copy) && items?.properties && pick(2) === 0) {
      const name = oneOf(Object.keys(items.properties), how);
      copy[name] = generate(items.properties[name], how, depth + 2);
    }
  }
  return list;
}

function generateInteger({ minimum, maximum }: Schema, pick: Pick): number {
  const bounded = NUMBERS.filter(number => Number.isInteger(number) && number >= Number(minimum ?? 0) && number <= Number(maximum ?? 65535));
  const all = pick(8) > 0 && bounded.length > 0 ? bounded : NUMBERS.filter(Number.isInteger);
  return all[pick(all.length)];
}

function generateText({ pattern, format }: Schema, how: Generation): string {
  const { pick, words = [] } = how;
  if (format === 'date-time') {
    return '2026-01-31T12:00:00Z';
  }
  const known = format === 'byte' ? ['YWJj', 'YQ==', ''] : [...TEXTS, ...words];
  const fitting = typeof pattern === 'string' && pick(8) > 0 ? known.filter(text => new RegExp(pattern.replace('(?i)', '')).test(text)) : known;
  // Few different ones, so that two of them are often the same.
  const all = pick(3) === 0 ? fitting.slice(0, 3) : fitting;
  return all.length === 0 ? 'a' : oneOf(all, how);
}

/** A place in a value. */
interface Spot {
  readonly holder: any;
  readonly key: string | number;
}

function spots(value: any, found: Spot[] = []): Spot[] {
  if (Array.isArray(value)) {
    value.forEach((item, key) => { found.push({ holder: value, key }); spots(item, found); });
  } else if (isObject(value)) {
    Object.keys(value).forEach(key => { found.push({ holder: value, key }); spots(value[key], found); });
  }
  return found;
}

const WRONG = [null, 1, 0.5, 'a', '1', true, [], ['a'], {}, { a: 1 }, [{}], [null], -1, 1e20];

/** Changes a field: leaves it out, doubles it, gives it another name, type or value. */
export function mutate(root: JsonObject, pick: Pick): void {
  const all = spots(root);
  if (all.length === 0) {
    return;
  }
  const { holder, key } = all[pick(all.length)] as { holder: any; key: any };
  const isItem = Array.isArray(holder);
  switch (pick(6)) {
    case 0:
      if (isItem) {
        holder.splice(Number(key), 1);
      } else {
        delete holder[key];
      }
      return;
    case 1:
      if (isItem) {
        holder.push(structuredClone(holder[key]));
      } else {
        holder[`${key}2`] = structuredClone(holder[key]);
      }
      return;
    case 2:
      if (!isItem) {
        holder[String(key).toUpperCase()] = holder[key];
        delete holder[key];
      }
      return;
    case 3:
      holder[key] = structuredClone(WRONG[pick(WRONG.length)]);
      return;
    case 4:
      holder[key] = TEXTS[pick(TEXTS.length)];
      return;
    default:
      holder[key] = NUMBERS[pick(NUMBERS.length)];
  }
}

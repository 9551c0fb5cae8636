import { choicesOf } from './choices';
import { TableBuilder } from './table';
import { Format, ShapeText, ShapeType } from '../../src/schema/shape';

/** A structural schema, as CRDs have it. */
export interface Schema {
  readonly [keyword: string]: unknown;
  readonly type?: string;
  readonly format?: string;
  readonly nullable?: boolean;
  readonly default?: unknown;
  readonly properties?: { readonly [name: string]: Schema };
  readonly additionalProperties?: Schema | boolean;
  readonly items?: Schema;
}

interface Rule {
  readonly rule: string;
  readonly message?: string;
  readonly [keyword: string]: unknown;
}

/** All that this generator knows; another keyword would go unchecked, and is refused. */
const KNOWN = new Set([
  'description', 'type', 'format', 'nullable', 'default', 'properties', 'additionalProperties', 'items', 'required', 'enum', 'pattern',
  'minimum', 'maximum', 'exclusiveMinimum', 'exclusiveMaximum', 'minLength', 'maxLength', 'minItems', 'maxItems', 'minProperties', 'maxProperties',
  'oneOf', 'anyOf', 'allOf', 'not', 'x-kubernetes-validations', 'x-kubernetes-preserve-unknown-fields', 'x-kubernetes-int-or-string',
  'x-kubernetes-list-type', 'x-kubernetes-list-map-keys', 'x-kubernetes-map-type',
]);

const TYPES: Record<string, ShapeType> = { object: 'o', array: 'a', string: 's', integer: 'i', number: 'n', boolean: 'b' };

/** The bounds of each type. */
const BOUNDS: Record<string, readonly [low: string, high: string]> = {
  object: ['minProperties', 'maxProperties'],
  array: ['minItems', 'maxItems'],
  string: ['minLength', 'maxLength'],
  integer: ['minimum', 'maximum'],
  number: ['minimum', 'maximum'],
};

const FORMATS: Record<string, Format | undefined> = { 'int32': 'int32', 'int64': 'int64', 'byte': 'byte', 'date-time': 'date-time', 'double': undefined, 'binary': undefined };

/** Puts the shapes of custom kinds into a table. */
export class CustomShapes {
  /**
   * @param metadata the place of what every object's metadata is.
   * @param isKnownRule whether there is a predicate for the text of a rule, or for what is said with oneOf.
   */
  constructor(private readonly table: TableBuilder, private readonly metadata: number, private readonly isKnownRule: (rule: string) => boolean) {}

  /** The place of the shape of a kind. */
  public kind(schema: Schema, name: string): number {
    const { metadata, status, ...fields } = schema.properties ?? {};
    if (metadata && JSON.stringify(metadata) !== '{"type":"object"}') {
      throw new Error(`${name}: asks more of metadata than every object is asked, ${JSON.stringify(metadata)}: teach it to scripts/shapes`);
    }
    const text: Schema = { type: 'string' };
    const root = this.shape({ ...schema, properties: { ...fields, apiVersion: text, kind: text } }, name);
    const anything = this.table.shape({});
    const properties = { ...root.p, metadata: this.metadata, ...status ? { status: anything } : {} };
    return this.table.shape({ ...root, p: sorted(properties), r: [...new Set(['metadata', ...root.r ?? []])] });
  }

  private place(schema: Schema, path: string): number {
    return this.table.shape(this.shape(schema, path));
  }

  private shape(schema: Schema, path: string): ShapeText {
    const unknown = Object.keys(schema).filter(keyword => !KNOWN.has(keyword));
    if (unknown.length > 0) {
      throw new Error(`${path}: has ${unknown.join(', ')}, which src/schema does not check: teach it to scripts/shapes and src/schema`);
    }
    const { type, properties, additionalProperties, items } = schema;
    const intOrString = schema['x-kubernetes-int-or-string'] === true;
    if (intOrString ? type !== undefined : type === undefined || TYPES[type] === undefined) {
      throw new Error(`${path}: has the type ${type}: teach it to scripts/shapes`);
    }
    const [low, high] = BOUNDS[type ?? ''] ?? [];
    return {
      t: intOrString ? 'x' : TYPES[type!],
      ...properties && { p: sorted(Object.fromEntries(Object.entries(properties).map(([name, child]) => [name, this.place(child, `${path}.${name}`)]))) },
      ...schema.required !== undefined && { r: schema.required as string[] },
      ...typeof additionalProperties === 'object' && { v: this.place(additionalProperties, `${path}{}`) },
      ...(schema['x-kubernetes-preserve-unknown-fields'] === true || additionalProperties === true) && { u: 1 as const },
      ...items && { i: this.place(items, `${path}[]`) },
      ...keysOf(schema),
      ...schema.enum !== undefined && { e: schema.enum as unknown[] },
      ...low && schema[low] !== undefined && { l: schema[low] as number },
      ...high && schema[high] !== undefined && { h: schema[high] as number },
      ...schema.exclusiveMinimum === true && { lx: 1 as const },
      ...schema.exclusiveMaximum === true && { hx: 1 as const },
      ...schema.pattern !== undefined && { m: checkedPattern(schema.pattern as string, path) },
      ...formatOf(schema, path),
      ...schema.nullable === true && { n: 1 as const },
      ...this.restrictions(schema, path),
      ...schema.default !== undefined && { d: withDefaults(schema, schema.default) },
    };
  }

  private restrictions(schema: Schema, path: string): Pick<ShapeText, 'c' | 'x' | 'y'> {
    const { choices, others } = schema['x-kubernetes-int-or-string'] ? { choices: [], others: [] } : choicesOf(schema as Parameters<typeof choicesOf>[0]);
    const rules: Rule[] = [];
    for (const rule of (schema['x-kubernetes-validations'] ?? []) as Rule[]) {
      const { rule: text, message } = rule;
      const more = Object.keys(rule).filter(keyword => !['rule', 'message', 'reason'].includes(keyword));
      if (more.length > 0 || message === undefined) {
        throw new Error(`${path}: the rule ${JSON.stringify(text)} has ${more.join(', ') || 'no message'}: teach it to scripts/shapes`);
      }
      // What may not change says nothing about a new object.
      if (!/\boldSelf\b/.test(text)) {
        rules.push(rule);
      }
    }
    const unheard = [...rules.map(({ rule }) => rule), ...others].find(rule => !this.isKnownRule(rule));
    if (unheard !== undefined) {
      throw new Error(`${path}: nobody has written a predicate for ${unheard}: add it to the rules of src/schema, and to the tests of these`);
    }
    return {
      ...choices.length > 0 && { c: choices },
      ...rules.length > 0 && { x: rules.map(({ rule, message }) => [this.table.rule(rule), message!] as const) },
      ...others.length > 0 && { y: others.map(text => this.table.rule(text)) },
    };
  }
}

function keysOf(schema: Schema): Pick<ShapeText, 'k'> {
  switch (schema['x-kubernetes-list-type']) {
    case 'map':
      return { k: schema['x-kubernetes-list-map-keys'] as string[] };
    case 'set':
      return { k: 1 };
    default:
      return {};
  }
}

function formatOf({ type, format }: Schema, path: string): Pick<ShapeText, 'f'> {
  if (format === undefined) {
    return {};
  }
  if (!Object.hasOwn(FORMATS, format)) {
    throw new Error(`${path}: has the format ${format}: teach it to scripts/shapes, or say there that the server does not check it`);
  }
  const known = FORMATS[format];
  return known && (type === 'string' || type === 'integer') ? { f: known } : {};
}

/** A pattern that means the same in JavaScript as in Go. */
function checkedPattern(pattern: string, path: string): string {
  try {
    new RegExp(pattern.replace(/^\^?\(\?i\)/, ''), 'u');
  } catch (error) {
    throw new Error(`${path}: JavaScript does not read its pattern: ${(error as Error).message}`);
  }
  // Classes that are larger in JavaScript.
  if (/\\[pPsSbB]/.test(pattern)) {
    throw new Error(`${path}: the pattern ${pattern} may mean something else in JavaScript: look at it`);
  }
  return pattern;
}

/** A default with the defaults of what is in it. */
function withDefaults(schema: Schema, value: unknown): unknown {
  if (Array.isArray(value)) {
    return value.map(item => withDefaults(schema.items ?? {}, item));
  }
  if (typeof value !== 'object' || value === null) {
    return value;
  }
  const given = value as { readonly [key: string]: unknown };
  const filled: { [key: string]: unknown } = { ...given };
  for (const [name, child] of Object.entries(schema.properties ?? {})) {
    const own = given[name] ?? child.default;
    if (own !== undefined) {
      filled[name] = withDefaults(child, own);
    }
  }
  return filled;
}

function sorted<T>(record: { readonly [name: string]: T }): { [name: string]: T } {
  return Object.fromEntries(Object.entries(record).sort(([a], [b]) => a < b ? -1 : 1));
}

import { choicesOf, Combined } from './choices';
import { TableBuilder } from './table';
import { Format, ShapeText, ShapeType } from '../../src/schema/shape';
import { comparePriority } from '../import/versions';

/** A schema of test/support/schema/kubernetes.json. */
interface Schema {
  readonly [keyword: string]: unknown;
  readonly $ref?: string;
  readonly type?: string | readonly string[];
  readonly format?: string;
  readonly required?: readonly string[];
  readonly default?: unknown;
  readonly properties?: { readonly [name: string]: Schema };
  readonly additionalProperties?: Schema | boolean;
  readonly items?: Schema;
  readonly enum?: readonly unknown[];
  readonly pattern?: string;
}

/** What scripts/kubernetes-schemas.ts writes. */
export interface KubernetesSchemas {
  readonly kubernetes: string;
  readonly kinds: { readonly [kind: string]: string };
  readonly definitions: { readonly [name: string]: Schema };
}

/** What bounds a value of each type. */
const BOUNDS: Record<string, readonly [low: string, high: string]> = {
  o: ['minProperties', 'maxProperties'],
  a: ['minItems', 'maxItems'],
  s: ['minLength', 'maxLength'],
  i: ['minimum', 'maximum'],
  n: ['minimum', 'maximum'],
  x: ['minimum', 'maximum'],
};

const TYPES: Record<string, ShapeType> = { object: 'o', array: 'a', string: 's', integer: 'i', number: 'n', boolean: 'b' };

/** Puts the shapes of Kubernetes' own kinds into a table. */
export class KubernetesShapes {
  constructor(private readonly table: TableBuilder, private readonly schemas: KubernetesSchemas) {}

  /** The place of a definition by its name. */
  public definition(name: string): number {
    return this.place(this.schemas.definitions[name]);
  }

  /** Every kind, in the versions in which it is here. */
  public kinds(): void {
    const kinds = new Map<string, [version: string, shape: number][]>();
    for (const [key, definition] of Object.entries(this.schemas.kinds)) {
      const [kind, version, group = ''] = key.split('/').reverse();
      const shape = this.shape(this.schemas.definitions[definition]);
      const versions = kinds.get(`${group}/${kind}`) ?? [];
      kinds.set(`${group}/${kind}`, versions);
      versions.push([version, this.table.shape({ ...shape, r: [...new Set(['metadata', ...shape.r ?? []])] })]);
    }
    for (const [key, versions] of kinds) {
      const [group, kind] = key.split('/');
      this.table.kind(group, kind, versions.sort(([a], [b]) => comparePriority(b, a)));
    }
  }

  private place(schema: Schema): number {
    return this.table.shape(this.shape(schema));
  }

  /** Kubernetes reads its own kinds into Go's types: a null is as good as nothing. */
  private shape(schema: Schema): ShapeText {
    const own = this.resolve(schema);
    const { properties, additionalProperties, items, required } = own;
    return {
      ...typeOf(own),
      ...properties && {
        p: Object.fromEntries(Object.entries(properties).sort(([a], [b]) => a < b ? -1 : 1).map(([name, child]) => [name, this.place(child)])),
      },
      ...required && { r: required },
      ...typeof additionalProperties === 'object' && { v: this.place(additionalProperties) },
      ...own['x-kubernetes-preserve-unknown-fields'] === true && { u: 1 as const },
      ...items && { i: this.place(items) },
      ...this.keys(own),
      ...limits(own),
      ...own.format !== undefined && own.format !== 'quantity' && own.type !== 'number' && { f: own.format as Format },
      n: 2,
    };
  }

  private keys(schema: Schema): Pick<ShapeText, 'k' | 'kd'> {
    switch (schema['x-kubernetes-list-type']) {
      case 'map': {
        const keys = schema['x-kubernetes-list-map-keys'] as string[];
        const { properties = {} } = this.resolve(schema.items!);
        const defaults = keys.filter(key => properties[key].default !== undefined).map(key => [key, properties[key].default]);
        return { k: keys, ...defaults.length > 0 && { kd: Object.fromEntries(defaults) } };
      }
      case 'set':
        return { k: 1 };
      default:
        return {};
    }
  }

  private resolve(schema: Schema): Schema {
    return schema.$ref ? this.schemas.definitions[schema.$ref.replace('#/definitions/', '')] : schema;
  }
}

/** What scripts/kubernetes-validation.ts asks of a value. */
function limits(schema: Schema): Partial<ShapeText> {
  const [low, high] = BOUNDS[typeOf(schema).t!] ?? [];
  const { choices, others } = choicesOf(schema as Combined);
  if (others.length > 0) {
    throw new Error(`has ${others.join(', ')}: teach it to scripts/shapes`);
  }
  return {
    ...schema.enum && { e: schema.enum },
    ...low && schema[low] !== undefined && { l: schema[low] as number },
    ...high && schema[high] !== undefined && { h: schema[high] as number },
    ...schema.pattern !== undefined && { m: schema.pattern },
    ...typeof schema.description === 'string' && { w: schema.description },
    ...choices.length > 0 && { c: choices },
  };
}

function typeOf(schema: Schema): Pick<ShapeText, 't'> {
  if (schema['x-kubernetes-int-or-string'] === true) {
    return { t: 'x' };
  }
  if (schema.format === 'quantity') {
    return { t: 'q' };
  }
  const type = TYPES[String(schema.type)];
  if (!type) {
    throw new Error(`has the type ${String(schema.type)}: teach it to scripts/shapes`);
  }
  return { t: type };
}

import { readFileSync } from 'node:fs';

/** A JSON schema as Kubernetes writes it (OpenAPI v3, structural). */
export interface Schema {
  [keyword: string]: unknown;
  readonly $ref?: string;
  readonly type?: string | string[];
  readonly format?: string;
  readonly nullable?: boolean;
  readonly default?: unknown;
  readonly enum?: unknown[];
  readonly items?: Schema;
  readonly properties?: Record<string, Schema>;
  readonly additionalProperties?: Schema | boolean;
  readonly required?: string[];
  readonly allOf?: Schema[];
  readonly anyOf?: Schema[];
  readonly oneOf?: Schema[];
  readonly not?: Schema;
}

/** Any object that has left YAML. */
export interface Manifest {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: {
    readonly name: string;
    readonly namespace?: string;
    readonly labels?: Record<string, string>;
    readonly annotations?: Record<string, string>;
    readonly [field: string]: any;
  };
  readonly [field: string]: any;
}

export type JsonObject = Record<string, any>;

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** `spec.http[0].headers["x.y"]`: the path of a value, as `kubectl` and people write it. */
export function childPath(path: string, key: string | number): string {
  if (typeof key === 'number') {
    return `${path}[${key}]`;
  }
  return /^[\w-]+$/.test(key) ? (path ? `${path}.${key}` : key) : `${path}[${JSON.stringify(key)}]`;
}

export function readJson<T>(file: string): T {
  return JSON.parse(readFileSync(file, 'utf8'));
}

/**
 * Visits every value together with the schema that describes it. Only the structural part of a schema counts:
 * what stands in oneOf and its like restricts values and describes none.
 */
export function visit(
  schema: Schema,
  value: unknown,
  path: string,
  at: (schema: Schema, value: unknown, path: string) => void,
  resolve: (ref: string) => Schema = noReference,
): void {
  const own = schema.$ref ? resolve(schema.$ref) : schema;
  at(own, value, path);
  if (Array.isArray(value)) {
    value.forEach((item, index) => own.items && visit(own.items, item, childPath(path, index), at, resolve));
  } else if (isObject(value)) {
    for (const [key, child] of Object.entries(value)) {
      const childSchema = propertySchema(own, key);
      if (childSchema) {
        visit(childSchema, child, childPath(path, key), at, resolve);
      }
    }
  }
}

/** The schema of one member of an object, if the schema describes it. */
export function propertySchema(schema: Schema, key: string): Schema | undefined {
  if (schema.properties && Object.hasOwn(schema.properties, key)) {
    return schema.properties[key];
  }
  return typeof schema.additionalProperties === 'object' ? schema.additionalProperties : undefined;
}

function noReference(ref: string): Schema {
  throw new Error(`a CRD schema holds no reference, found ${ref}`);
}

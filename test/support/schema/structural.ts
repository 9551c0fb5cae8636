import Ajv, { ErrorObject, ValidateFunction } from 'ajv';
import addFormats from 'ajv-formats';
import { kubernetesDefinitions } from './builtin';
import { CustomKind } from './crds';
import { childPath, isObject, JsonObject, Schema } from './schema';
import { parseRequestUri } from './urls';

/**
 * Whether a value has the structure that its schema asks for, judged as the API server does under strict field
 * validation: what a schema does not name is an error, where the server would otherwise silently drop it.
 */
export type StructuralCheck = (value: unknown) => string[];

const KUBERNETES = 'kubernetes';
const OBJECT_META = `${KUBERNETES}#/definitions/apis.meta.v1.ObjectMeta`;

let ajv: Ajv | undefined;
const checks = new Map<string, StructuralCheck>();

/** Compiled when first asked for: a test needs few of the kinds, and compiling them all takes seconds. */
export function checkOfBuiltin(definition: string): StructuralCheck {
  return cached(definition, () => ({ $ref: `${KUBERNETES}#/definitions/${definition}` }));
}

export function checkOfCustom(kind: CustomKind): StructuralCheck {
  return cached(`${kind.apiVersion}/${kind.kind}`, () => asResource(toJsonSchema(kind.schema)));
}

function cached(key: string, schema: () => JsonObject): StructuralCheck {
  let check = checks.get(key);
  if (!check) {
    ajv ??= newAjv();
    const validate = ajv.compile(schema());
    check = value => problemsOf(validate, value);
    checks.set(key, check);
  }
  return check;
}

function newAjv(): Ajv {
  const instance = new Ajv({ allErrors: true, verbose: true, strict: false, validateSchema: false, logger: false });
  addFormats(instance);
  // Formats that ajv does not know, or reads otherwise than Kubernetes.
  const numberIn = (min: number, max: number) => ({ type: 'number' as const, validate: (n: number) => Number.isInteger(n) && n >= min && n <= max });
  instance.addFormat('int32', numberIn(-(2 ** 31), 2 ** 31 - 1));
  instance.addFormat('int64', numberIn(-(2 ** 63), 2 ** 63));
  instance.addFormat('quantity', { type: 'string', validate: text => QUANTITY.test(text) });
  instance.addFormat('duration', { type: 'string', validate: text => GO_DURATION.test(text) });
  instance.addFormat('uri', { type: 'string', validate: text => parseRequestUri(text) !== undefined });
  instance.addSchema({ definitions: mapValues(kubernetesDefinitions(), definition => toJsonSchema(definition)) }, KUBERNETES);
  return instance;
}

const QUANTITY = /^[+-]?(\d+\.?\d*|\.\d+)([KMGTPE]i|[numkMGTPE]|[eE][+-]?\d+)?$/;
const GO_DURATION = /^[+-]?(0|((\d+\.?\d*|\.\d+)(ns|us|µs|ms|s|m|h))+)$/;

/** Every object, whatever its CRD says, has a type and metadata, which the server checks as its own. */
function asResource(schema: JsonObject): JsonObject {
  return {
    ...schema,
    required: [...new Set([...schema.required ?? [], 'apiVersion', 'kind', 'metadata'])],
    properties: {
      ...schema.properties,
      apiVersion: { type: 'string' },
      kind: { type: 'string' },
      metadata: { allOf: [{ $ref: OBJECT_META }, { ...schema.properties?.metadata, additionalProperties: undefined }] },
    },
  };
}

/** Keywords of OpenAPI v3 that mean the same in JSON schema. */
const SHARED = [
  '$ref', 'type', 'format', 'pattern', 'minimum', 'maximum', 'multipleOf', 'minLength', 'maxLength', 'minItems', 'maxItems',
  'uniqueItems', 'minProperties', 'maxProperties', 'required', 'enum',
];

/** Go's regular expressions may say that case does not matter; those of JavaScript cannot say it within. */
function inJavaScript(pattern: string): string {
  return pattern.includes('(?i)') ? pattern.replace('(?i)', '').replace(/[a-z]/gi, letter => `[${letter.toLowerCase()}${letter.toUpperCase()}]`) : pattern;
}

/**
 * @param structural whether this schema says which fields there are; what stands in oneOf and its like only restricts them.
 */
export function toJsonSchema(schema: Schema, structural = true): JsonObject {
  const converted: JsonObject = {};
  for (const keyword of SHARED.filter(name => schema[name] !== undefined)) {
    converted[keyword] = schema[keyword];
  }
  if (typeof schema.pattern === 'string') {
    converted.pattern = inJavaScript(schema.pattern);
  }
  // OpenAPI v3.0 has a flag where JSON schema has a bound.
  for (const [flag, bound] of [['exclusiveMinimum', 'minimum'], ['exclusiveMaximum', 'maximum']]) {
    if (schema[flag] === true) {
      converted[flag] = converted[bound];
      delete converted[bound];
    }
  }
  for (const keyword of ['allOf', 'anyOf', 'oneOf'] as const) {
    if (schema[keyword]) {
      converted[keyword] = schema[keyword].map(member => toJsonSchema(member, false));
    }
  }
  if (schema.not) {
    converted.not = toJsonSchema(schema.not, false);
  }
  if (schema.items) {
    converted.items = toJsonSchema(schema.items, structural);
  }
  if (schema.properties) {
    converted.properties = mapValues(schema.properties, property => toJsonSchema(property, structural));
  }
  if (typeof schema.additionalProperties === 'object') {
    converted.additionalProperties = toJsonSchema(schema.additionalProperties, structural);
  } else if (structural && schema.type === 'object' && schema.additionalProperties !== true && !schema['x-kubernetes-preserve-unknown-fields']) {
    converted.additionalProperties = false;
  }
  if (schema['x-kubernetes-int-or-string']) {
    converted.type = ['integer', 'string'];
  }
  if (schema.nullable) {
    converted.type = [schema.type ?? ['object', 'array', 'string', 'number', 'boolean'], 'null'].flat();
    converted.enum = schema.enum && [...schema.enum, null];
  }
  if (converted.enum === undefined) {
    delete converted.enum;
  }
  return schema['x-kubernetes-embedded-resource'] ? asResource(converted) : converted;
}

function mapValues<T, U>(record: Record<string, T>, map: (value: T) => U): Record<string, U> {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, map(value)]));
}

function problemsOf(validate: ValidateFunction, value: unknown): string[] {
  if (validate(value)) {
    return [];
  }
  // An alternative that failed says little: the message about the whole choice names the members.
  const errors = validate.errors!.filter(error => !/\/((oneOf|anyOf)\/\d+|not)\//.test(error.schemaPath) && !isAboutMembersOfNone(error));
  return [...new Set(errors.map(error => describe(error, value)))];
}

/** A text where an object belongs is one problem, and not also the choice that it does not make. */
function isAboutMembersOfNone(error: ErrorObject): boolean {
  return (error.keyword === 'oneOf' || error.keyword === 'anyOf') && !isObject(error.data) && requiredIn(error.schema).length > 0;
}

function describe(error: ErrorObject, root: unknown): string {
  const path = pathOf(error.instancePath, root);
  const at = (message: string, child?: string) => `${child ? childPath(path, child) : path || '(root)'}: ${message}`;
  const shown = JSON.stringify(error.data);
  switch (error.keyword) {
    case 'additionalProperties':
      return at(`unknown field, known are ${Object.keys(error.parentSchema!.properties ?? {}).sort().join(', ') || 'none'}`, error.params.additionalProperty);
    case 'required':
      return at('required', error.params.missingProperty);
    case 'type':
      return at(`must be ${[error.params.type].flat().join(' or ')}, is ${shown}`);
    case 'enum':
      return at(`${shown} is not one of ${error.params.allowedValues.join(', ')}`);
    case 'format':
      return at(`${shown} is not a valid ${error.params.format}`);
    case 'pattern':
      return at(`${shown} does not match ${error.params.pattern}`);
    case 'oneOf':
    case 'anyOf':
      return at(describeChoice(error));
    default:
      return at(`${error.message}, is ${shown}`);
  }
}

/** Unions come as alternatives that each require one member; Istio's allow none of them too. */
function describeChoice(error: ErrorObject): string {
  const members = [...new Set(requiredIn(error.schema))];
  const given = members.filter(member => isObject(error.data) && Object.hasOwn(error.data, member));
  return given.length > 1
    ? `only one of ${members.join(', ')} may be set, found ${given.join(', ')}`
    : `needs ${error.keyword === 'oneOf' ? 'exactly' : 'at least'} one of ${members.join(', ')}, found ${given.join(', ') || 'none'}`;
}

function requiredIn(schema: unknown): string[] {
  if (Array.isArray(schema)) {
    return schema.flatMap(requiredIn);
  }
  return isObject(schema)
    ? [...schema.required ?? [], ...requiredIn(schema.not), ...requiredIn(schema.anyOf), ...requiredIn(schema.oneOf), ...requiredIn(schema.allOf)]
    : [];
}

/** `/spec/http/0/a~1b` to `spec.http[0]["a/b"]`. */
function pathOf(pointer: string, root: unknown): string {
  let path = '';
  let value: any = root;
  for (const token of pointer.split('/').slice(1)) {
    const key = token.replace(/~1/g, '/').replace(/~0/g, '~');
    path = childPath(path, Array.isArray(value) ? Number(key) : key);
    value = value?.[key];
  }
  return path;
}

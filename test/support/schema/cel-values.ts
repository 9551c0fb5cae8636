import { CelInput } from '@bufbuild/cel';
import { isObject, propertySchema, Schema } from './schema';

/**
 * The value as Kubernetes hands it to a CEL rule. The schema decides the type, not the JSON: `1` is an int where
 * the schema says integer and a double where it says number, and fields have names that CEL can write.
 */
export function toCel(schema: Schema | undefined, value: unknown): CelInput {
  if (Array.isArray(value)) {
    return value.map(item => toCel(schema?.items, item));
  }
  if (isObject(value)) {
    return new Map(Object.entries(value).map(([key, child]) => [
      schema?.properties ? escapeField(key) : key,
      toCel(schema && propertySchema(schema, key), child),
    ]));
  }
  if (typeof value === 'number') {
    return Number.isInteger(value) && schema?.type !== 'number' ? BigInt(value) : value;
  }
  if (typeof value === 'string' && schema?.format === 'byte') {
    return Buffer.from(value, 'base64');
  }
  return value as string | boolean | null;
}

/** Words of CEL that no field may be called by. */
const RESERVED = new Set([
  'true', 'false', 'null', 'in', 'as', 'break', 'const', 'continue', 'else', 'for', 'function', 'if', 'import', 'let', 'loop', 'package',
  'namespace', 'return', 'var', 'void', 'while',
]);

const ESCAPES: Record<string, string> = { '__': '__underscores__', '.': '__dot__', '-': '__dash__', '/': '__slash__' };

/** Kubernetes' way to make a field name a CEL identifier. The keys of maps stay as they are. */
export function escapeField(name: string): string {
  return RESERVED.has(name) ? `__${name}__` : name.replace(/__|[./-]/g, found => ESCAPES[found]);
}

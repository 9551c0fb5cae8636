import { parseAllDocuments } from 'yaml';
import { isObject, JsonObject, Manifest } from './schema/schema';

/**
 * Where something that looks like a secret stands in some objects, in texts within them too: objects of the kind Secret, private keys, tokens, passwords in addresses, and
 * what has the name of a secret and a text for its value. Names of Secrets and of files are none.
 */
export function leaks(objects: readonly unknown[]): string[] {
  return objects.flatMap(object => {
    const name = isObject(object) && object.kind && object.metadata ? `${(object as Manifest).kind} ${object.metadata.name}` : 'values';
    return [
      ...(isObject(object) && object.kind === 'Secret' ? [`${name}: is a Secret`] : []),
      ...found(object).map(what => `${name}: ${what}`),
    ];
  });
}

const SECRET_NAME = /(password|passwd|passphrase|secret|token|credentials?|api[-_]?key|private[-_]?key|access[-_]?key|[-_]auth)$/i;
const PRIVATE_KEY = /-----BEGIN [A-Z ]*PRIVATE KEY-----/;
const TOKEN = /\beyJ[\w-]+\.eyJ[\w-]+\.[\w-]+/;
const PASSWORD_IN_ADDRESS = /\b[a-z][a-z\d+.-]*:\/\/[^\s/:@]*:[^\s/@]+@/i;
const OPTION = /^--?([\w-]+)=(.+)$/;
/** Of keys in JSON: the private parts, and the key that two sides share. */
const PRIVATE_PARTS = ['d', 'p', 'q', 'dp', 'dq', 'qi', 'k'];

function found(value: unknown): string[] {
  if (typeof value === 'string') {
    return inText(value);
  }
  if (Array.isArray(value)) {
    return value.flatMap(found);
  }
  return isObject(value) ? [...inObject(value), ...Object.values(value).flatMap(found)] : [];
}

function inObject(object: JsonObject): string[] {
  const named = Object.entries(object);
  if (typeof object.name === 'string') {
    // A variable of the environment, a header.
    named.push([object.name, object.value]);
  }
  return [
    ...named.filter(([name, value]) => isSecret(name, value)).map(([name]) => `${name} has a value`),
    ...('kty' in object && PRIVATE_PARTS.some(part => part in object) ? ['holds a private key in JSON'] : []),
  ];
}

function isSecret(name: string, value: unknown): boolean {
  return SECRET_NAME.test(name) && typeof value === 'string' && value !== '' && !value.startsWith('/');
}

function inText(text: string): string[] {
  const option = OPTION.exec(text);
  const decoded = /^[A-Za-z0-9+/]{40,}={0,2}$/.test(text) ? Buffer.from(text, 'base64').toString('latin1') : '';
  return [
    ...(PRIVATE_KEY.test(text) || PRIVATE_KEY.test(decoded) ? ['holds a private key'] : []),
    ...(TOKEN.test(text) ? ['holds a token'] : []),
    ...(PASSWORD_IN_ADDRESS.test(text) ? ['holds a password in an address'] : []),
    ...(option && isSecret(option[1], option[2]) ? [`${option[1]} has a value`] : []),
    ...(/^\s*[[{]|:\s/.test(text) ? within(text) : []),
  ];
}

/** What stands in a text that is JSON or YAML. */
function within(text: string): string[] {
  const documents = parseAllDocuments(text, { logLevel: 'error' });
  return Array.isArray(documents) ? documents.filter(({ errors }) => errors.length === 0).map(document => document.toJS()).filter(value => typeof value === 'object').flatMap(found) : [];
}

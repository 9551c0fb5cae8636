// Writes src/model/annotation-table.ts and src/model/mesh-config-table.ts from a checkout of istio.io/api: node scripts/istio-tables.mjs DIRECTORY VERSION
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { meshConfigMessages } from './mesh-config-messages.mjs';

const [directory, version] = process.argv.slice(2);
const read = file => readFileSync(join(directory, file), 'utf8');
const head = from => `// Made by scripts/istio-tables.mjs from ${from} of istio.io/api ${version}.\n\n`;
const quoted = name => /^\w+$/.test(name) ? name : `'${name}'`;

/** As many of the words in a line as it takes. */
const filled = words => words.reduce((lines, word) => {
  const last = lines[lines.length - 1];
  const fits = last !== undefined && !`${last} ${word}`.includes('\n') && `${last} ${word}`.length <= 140;
  return fits ? [...lines.slice(0, -1), `${last} ${word}`] : [...lines, `    ${word}`];
}, []);

/** A string, in two lines where one does not take it. */
const literal = (text, used) => {
  const at = text.lastIndexOf('|', 120);
  return text.length + used < 135 ? `'${text}'` : `'${text.slice(0, at)}'\n      + '${text.slice(at)}'`;
};

function annotations() {
  const rows = parse(read('annotation/annotations.yaml')).annotations.map(({ name, featureStatus, deprecated, resources }) =>
    `  '${name}': { on: [${resources.map(one => `'${one}'`).join(', ')}], status: '${(featureStatus ?? 'Alpha').toLowerCase()}'${deprecated ? ', deprecated: true' : ''} },`);
  writeFileSync('src/model/annotation-table.ts', `${head('annotations.yaml')}/** What Istio knows of an annotation. */
export interface KnownAnnotation {
  /** Kinds that it is read of; 'Any' for all. */
  readonly on: readonly string[];
  readonly status: 'alpha' | 'beta' | 'stable';
  readonly deprecated?: boolean;
}

export const ANNOTATIONS: { readonly [name: string]: KnownAnnotation } = {
${rows.join('\n')}
};
`);
}

function meshConfig() {
  const rows = [...meshConfigMessages(directory)].flatMap(([message, fields]) =>
    [`  ${quoted(message)}: {`, ...filled(fields.map(({ json, shape, type }) => `${json}: ${literal(shape + type, json.length)},`)), '  },']);
  writeFileSync('src/model/mesh-config-table.ts', `${head('config.proto, proxy.proto and network.proto')}/**
 * Fields of the mesh's configuration by messages. A type is a message's name, 'string', 'bool', 'number', 'integer', 'duration', 'enum A|B', 'any' for what is
 * not looked into, or one of these behind 'list ' or 'map '.
 */
export const MESH_CONFIG_MESSAGES: { readonly [message: string]: { readonly [field: string]: string } } = {
${rows.join('\n')}
};
`);
}

annotations();
meshConfig();

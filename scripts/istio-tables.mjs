// Writes src/model/annotation-table.ts and src/model/mesh-config-table.ts from a checkout of istio.io/api: node scripts/istio-tables.mjs DIRECTORY VERSION
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';

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

const SCALARS = {
  string: 'string', bytes: 'string', bool: 'bool', double: 'number', float: 'number', int32: 'integer', uint32: 'integer', int64: 'integer', uint64: 'integer',
  'google.protobuf.BoolValue': 'bool', 'google.protobuf.UInt32Value': 'integer', 'google.protobuf.Int32Value': 'integer', 'google.protobuf.Int64Value': 'integer',
  'google.protobuf.DoubleValue': 'number', 'google.protobuf.StringValue': 'string', 'google.protobuf.Duration': 'duration',
};

/** Messages and enums of .proto texts: their fields with types, and their values. */
function definitions(texts) {
  const messages = new Map();
  const enums = new Map();
  for (const text of texts) {
    const stack = [];
    const plain = text.replace(/\/\*[\s\S]*?\*\//g, '').replace(/\/\/.*$/gm, '');
    for (const [statement] of plain.matchAll(/[^;{}]*[;{}]/g)) {
      const body = statement.slice(0, -1).trim().replace(/\s+/g, ' ');
      const scope = stack.filter(Boolean).map(({ name }) => name).join('.');
      const inside = stack[stack.length - 1];
      if (statement.endsWith('}')) {
        stack.pop();
      } else if (statement.endsWith('{')) {
        const [, what, name] = /^(?:.* )?(message|enum) (\w+)$/.exec(body) ?? [];
        const whole = scope ? `${scope}.${name}` : name;
        (what === 'message' ? messages : what === 'enum' ? enums : new Map()).set(whole, []);
        stack.push(what ? { what, name, whole } : undefined);
      } else if (inside?.what === 'enum' && /^\w+ = /.test(body)) {
        enums.get(inside.whole).push(body.split(' ')[0]);
      } else {
        const field = /^(repeated |optional )?(map ?< ?\w+ ?, ?([\w.]+) ?>|[\w.]+) (\w+) = \d+/.exec(body);
        const owner = [...stack].reverse().find(Boolean);
        if (field && owner?.what === 'message') {
          const [, many, type, valueType, name] = field;
          const json = /json_name ?= ?"(\w+)"/.exec(body)?.[1] ?? name.replace(/_(\w)/g, (_, letter) => letter.toUpperCase());
          messages.get(owner.whole).push({ json, type: valueType ?? type, shape: valueType ? 'map ' : many?.startsWith('repeated') ? 'list ' : '', scope: owner.whole });
        }
      }
    }
  }
  return { messages, enums };
}

function meshConfig() {
  const { messages, enums } = definitions(['config.proto', 'proxy.proto', 'network.proto'].map(file => read(`mesh/v1alpha1/${file}`)));
  const resolve = (type, scope) => {
    if (SCALARS[type]) {
      return SCALARS[type];
    }
    for (let at = scope.split('.'); ; at = at.slice(0, -1)) {
      const name = [...at, type].join('.');
      if (messages.has(name)) {
        return name;
      }
      if (enums.has(name)) {
        return `enum ${enums.get(name).join('|')}`;
      }
      if (at.length === 0) {
        return 'any';
      }
    }
  };
  const reached = ['MeshConfig', 'ProxyConfig', 'MeshNetworks'];
  const rows = [];
  for (const message of reached) {
    const fields = messages.get(message).map(({ json, type, shape, scope }) => ({ json, shape, type: resolve(type, scope) }));
    for (const { type } of fields) {
      if (messages.has(type) && !reached.includes(type)) {
        reached.push(type);
      }
    }
    rows.push(`  ${quoted(message)}: {`, ...filled(fields.map(({ json, shape, type }) => `${json}: ${literal(shape + type, json.length)},`)), '  },');
  }
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

import { readFileSync } from 'node:fs';
import { join } from 'node:path';

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

/** The messages of the mesh's configuration in a checkout of istio.io/api, by name: their fields by their names in JSON, with types. */
export function meshConfigMessages(directory) {
  const { messages, enums } = definitions(['config.proto', 'proxy.proto', 'network.proto'].map(file => readFileSync(join(directory, 'mesh/v1alpha1', file), 'utf8')));
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
  const reached = new Map();
  const waiting = ['MeshConfig', 'ProxyConfig', 'MeshNetworks'];
  for (const message of waiting) {
    const fields = messages.get(message).map(({ json, type, shape, scope }) => ({ json, shape, type: resolve(type, scope) }));
    reached.set(message, fields);
    for (const { type } of fields) {
      if (messages.has(type) && !waiting.includes(type)) {
        waiting.push(type);
      }
    }
  }
  return reached;
}

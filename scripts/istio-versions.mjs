// What came to annotations, labels and the mesh's configuration in which version of Istio, from the Go modules of scripts/shapes/former.json.
//   npx projen schemas:former          writes src/model/mesh-config-versions.ts, and fails if src/model/annotation-versions.ts misses a name
//   npx projen schemas:former:check    fails if that is not what the modules say
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'yaml';
import { meshConfigMessages } from './mesh-config-messages.mjs';

const TABLE = 'src/model/mesh-config-versions.ts';
const json = file => JSON.parse(readFileSync(file, 'utf8'));
const { module, versions } = json('scripts/shapes/former.json');
const newest = json('imports/sources.json').sources.find(source => source.module === module).version;

/** Each version's minor number and directory, oldest first. */
const directories = [newest, ...Object.keys(versions)].reverse().map(version => {
  const options = { cwd: tmpdir(), env: { ...process.env, GOFLAGS: '-mod=mod', GOWORK: 'off' }, encoding: 'utf8' };
  const { Dir, Sum } = JSON.parse(execFileSync('go', ['mod', 'download', '-json', `${module}@${version}`], options));
  if (versions[version] !== undefined && versions[version] !== Sum) {
    throw new Error(`the sum of ${module} ${version} is '${Sum}', but scripts/shapes/former.json pins '${versions[version]}'`);
  }
  return [Number(version.split('.')[1]), Dir];
});

/** Since which version each field of the mesh's configuration is there, and each value of those that were there before; what is in new ones is as new. */
function meshConfigTable() {
  const rows = [];
  let former;
  for (const [minor, directory] of directories) {
    const messages = meshConfigMessages(directory);
    for (const [message, fields] of former ? messages : []) {
      const known = new Map((former.get(message) ?? fields).map(field => [field.json, field.type]));
      for (const { json: field, type } of fields) {
        const name = `${message}.${field}`;
        if (!known.has(field)) {
          rows.push([name, minor]);
        } else if (type.startsWith('enum ')) {
          const values = known.get(field).slice(5).split('|');
          rows.push(...type.slice(5).split('|').filter(value => !values.includes(value)).map(value => [`${name}=${value}`, minor]));
        }
      }
    }
    const gone = [...former ?? []].flatMap(([message, fields]) =>
      fields.filter(({ json: field }) => !messages.get(message)?.some(one => one.json === field)).map(({ json: field }) => `${message}.${field}`));
    if (gone.length > 0) {
      throw new Error(`Istio 1.${minor} gave up ${gone.join(', ')}: teach it to scripts/istio-versions.mjs`);
    }
    former = messages;
  }
  return `// Made by scripts/istio-versions.mjs from ${module} ${[newest, ...Object.keys(versions)].join(', ')}.

/** Since which minor version of Istio a field of the mesh's configuration is there, or behind '=' one of its values. Of messages that are newer themselves nothing is said. */
export const MESH_CONFIG_SINCE: { readonly [field: string]: number } = {
${rows.map(([name, minor]) => `  '${name}': ${minor},`).join('\n')}
};
`;
}

/** Names of annotations or labels that came after the oldest version, with the version whose list has them first. */
function listedSince(file, key) {
  const lists = directories.map(([minor, directory]) => [minor, parse(readFileSync(join(directory, file), 'utf8'))[key].map(({ name }) => name)]);
  const first = new Map([...lists].reverse().flatMap(([minor, names]) => names.map(name => [name, minor])));
  return [...first].filter(([, minor]) => minor > lists[0][0]);
}

/** The table of names is written by hand, for Istio read some of them before it had them in its lists. */
function checkNames() {
  const table = readFileSync('src/model/annotation-versions.ts', 'utf8');
  const rows = new Set([...table.matchAll(/^ {2}'([^']+)': \d+,/gm)].map(([, name]) => name));
  const listed = [...listedSince('annotation/annotations.yaml', 'annotations'), ...listedSince('label/labels.yaml', 'labels')];
  const missing = listed.filter(([name]) => !rows.has(name)).map(([name, minor]) => `'${name}' (listed since 1.${minor})`);
  const lists = directories.map(([minor, directory]) => [minor, parse(readFileSync(join(directory, 'annotation/annotations.yaml'), 'utf8')).annotations]);
  const deprecated = new Map([...lists].reverse().flatMap(([minor, all]) => all.filter(one => one.deprecated).map(({ name }) => [name, minor])));
  for (const [name, minor] of deprecated) {
    if (minor > lists[0][0] && !table.includes(`'${name}': ${minor},`)) {
      throw new Error(`src/model/annotation-versions.ts does not say that '${name}' is deprecated since 1.${minor}`);
    }
  }
  if (missing.length > 0) {
    throw new Error(`src/model/annotation-versions.ts has no row for ${missing.join(', ')}: find in Istio's source since when it reads it`);
  }
}

checkNames();
const text = meshConfigTable();
if (!process.argv.includes('--check')) {
  writeFileSync(TABLE, text);
} else if (readFileSync(TABLE, 'utf8') !== text) {
  throw new Error(`${TABLE} is stale: run \`npx projen schemas:former\``);
}

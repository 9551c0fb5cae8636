import { execFileSync } from 'child_process';
import * as fs from 'fs';
import * as path from 'path';
import { pathToFileURL } from 'url';
import { readSources } from '../../scripts/import/sources';
import { makeExportsLazy } from '../../scripts/post-compile/lazy-exports';

const LIB = path.join(__dirname, '..', '..', 'lib');
const ENTRY = path.join(LIB, 'src', 'index.js');
const SUBMODULES = readSources().flatMap((source) => Object.values(source.submodules));

beforeAll(() => {
  if (!fs.existsSync(path.join(LIB, 'imports', 'index.js')) || !fs.existsSync(ENTRY)) {
    throw new Error('lib/ has no compiled package, which these tests load: run `npx projen compile` first');
  }
});

/** Runs a program in a Node of its own, for this one has loaded Jest's idea of modules, and gives what it prints as JSON. */
function run(program: string, ...options: string[]): unknown {
  const loaded = `const loaded = () => Object.keys(require.cache)
    .filter((file) => file.startsWith(${JSON.stringify(path.join(LIB, 'imports'))})).map((file) => require('path').basename(file)).sort();`;
  return JSON.parse(execFileSync(process.execPath, [...options, '-e', `${loaded}\n${program}`], { encoding: 'utf8' }));
}

describe('the compiled package', () => {
  test('loads no imported types', () => {
    expect(run(`require(${JSON.stringify(ENTRY)}); console.log(JSON.stringify(loaded()))`)).toEqual(['index.js']);
  });

  test('loads the ones that are used, and no other', () => {
    const program = `const { networking } = require(${JSON.stringify(ENTRY)});
      const before = loaded();
      const gvk = networking.VirtualService.GVK;
      console.log(JSON.stringify({ before, gvk, after: loaded() }))`;

    expect(run(program)).toEqual({
      before: ['index.js'],
      gvk: { apiVersion: 'networking.istio.io/v1', kind: 'VirtualService' },
      after: ['index.js', 'networking.istio.io.js'],
    });
  });

  test('loads no imported types for an ES module either, which reads every export', () => {
    const program = `import { networking } from ${JSON.stringify(pathToFileURL(ENTRY).href)};
      import { createRequire } from 'module';
      const require = createRequire(${JSON.stringify(pathToFileURL(ENTRY).href)});
      const loaded = () => Object.keys(require.cache).filter((file) => /imports.[^/\\\\]+\\.io\\.js$/.test(file)).length;
      const before = loaded();
      console.log(JSON.stringify([before, networking.VirtualService.name, loaded()]))`;
    const printed = execFileSync(process.execPath, ['--input-type=module', '-e', program], { encoding: 'utf8' });

    expect(JSON.parse(printed)).toEqual([0, 'VirtualService', 1]);
  });

  test('shows each submodule as the module that it is', () => {
    const program = `const all = require(${JSON.stringify(ENTRY)});
      console.log(JSON.stringify(${JSON.stringify(SUBMODULES)}.map((name) => {
        const kinds = Object.values(all[name]).filter((value) => value.GVK);
        return [name, all[name] === all[name], kinds.length > 0 && kinds.every((kind) => kind.name in all[name] && { ...all[name] }[kind.name] === kind)];
      })))`;

    expect(run(program)).toEqual(SUBMODULES.map((name) => [name, true, true]));
  });

  test('makes objects from them', () => {
    const program = `const { Testing } = require('cdk8s');
      const { networking } = require(${JSON.stringify(ENTRY)});
      const chart = Testing.chart();
      new networking.VirtualService(chart, 'reviews', { spec: { hosts: ['reviews'] } });
      console.log(JSON.stringify(Testing.synth(chart)))`;

    expect(run(program)).toEqual([expect.objectContaining({ apiVersion: 'networking.istio.io/v1', kind: 'VirtualService', spec: { hosts: ['reviews'] } })]);
  });
});

describe('making the exports lazy', () => {
  const EAGER = [
    '"use strict";',
    'exports.b = exports.a = void 0;',
    'exports.a = __importStar(require("./a.io"));',
    'exports.b = __importStar(require("./b.io"));',
    '',
  ].join('\n');

  test('a second time changes nothing', () => {
    const once = makeExportsLazy(EAGER, ['a', 'b']);

    expect(once).not.toBe(EAGER);
    expect(makeExportsLazy(once, ['a', 'b'])).toBe(once);
  });

  test('fails when the compiler writes its exports otherwise', () => {
    const otherwise = EAGER.replace('__importStar(require("./b.io"))', 'require("./b.io")');

    expect(() => makeExportsLazy(otherwise, ['a', 'b'])).toThrow('has the submodules a in a form that can be made lazy, but should have a, b');
  });

  test('fails when there is nothing to make lazy', () => {
    expect(() => makeExportsLazy('"use strict";\n', ['a'])).toThrow('has the submodules none');
  });
});

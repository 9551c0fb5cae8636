import { execFileSync } from 'child_process';
import * as path from 'path';
import { pathToFileURL } from 'url';
import { makeMembersLazy } from '../../scripts/post-compile/lazy-members';
import * as src from '../../src';

const LIB = path.join(__dirname, '..', '..', 'lib', 'src');
const COMPILED = `var port_1 = require("./service/port");
Object.defineProperty(exports, "PortProtocol", { enumerable: true, get: function () { return port_1.PortProtocol; } });
__exportStar(require("../imports"), exports);
`;

/** The files of the package's own sources that a Node of its own has loaded after a program. */
function loadedBy(program: string): string[] {
  const print = `console.log(JSON.stringify(Object.keys(require.cache).filter(file => file.startsWith(${JSON.stringify(LIB)})).map(file => require('path').basename(file)).sort()))`;
  return JSON.parse(execFileSync(process.execPath, ['-e', `${program};${print}`], { encoding: 'utf8' }));
}

/** What has each synth checked; the checks themselves load with the first. */
const WATCH = ['install.js', 'synth-watch.js'];

describe('the compiled package', () => {
  const entry = `const all = require(${JSON.stringify(path.join(LIB, 'index.js'))})`;

  test('loads nothing of its own but the index', () => {
    expect(loadedBy(entry)).toEqual(['index.js', ...WATCH]);
  });

  test('loads what a member needs when it is first read', () => {
    expect(loadedBy(`${entry};all.PortProtocol.HTTP`)).toEqual(['dns-names.js', 'errors.js', 'index.js', 'install.js', 'port.js', 'synth-watch.js', 'values.js']);
  });
});

test('an ES module finds every member by its name', () => {
  const names = Object.entries(src).filter(([, value]) => value !== undefined).map(([name]) => name);
  const entry = pathToFileURL(path.join(LIB, 'index.js')).href;
  const program = `import { ${names.join(', ')} } from ${JSON.stringify(entry)}; console.log([${names.join(', ')}].every(one => one !== undefined))`;
  expect(names).toContain('MeshService');
  expect(execFileSync(process.execPath, ['--input-type=module', '-e', program], { encoding: 'utf8' }).trim()).toBe('true');
});

describe('a compiled index', () => {
  test('reads each member from its module, and is the same after a second time', () => {
    const lazy = makeMembersLazy(COMPILED);
    expect(lazy).toContain('const port_1 = lazyModule(() => require("./service/port"));\nObject.defineProperty(exports, "PortProtocol", { enumerable: true, get: function () { return port_1.PortProtocol; } });');
    expect(makeMembersLazy(lazy)).toBe(lazy);
  });

  test('fails in a form that is not known', () => {
    expect(() => makeMembersLazy('exports.none = 1;')).toThrow('loads its modules in a form that cannot be made lazy');
  });
});

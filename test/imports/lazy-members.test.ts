import { execFileSync } from 'child_process';
import * as path from 'path';
import { makeMembersLazy } from '../../scripts/post-compile/lazy-members';

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

describe('the compiled package', () => {
  const entry = `const all = require(${JSON.stringify(path.join(LIB, 'index.js'))})`;

  test('loads nothing of its own but the index', () => {
    expect(loadedBy(entry)).toEqual(['index.js']);
  });

  test('loads what a member needs when it is first read', () => {
    expect(loadedBy(`${entry};all.PortProtocol.HTTP`)).toEqual(['errors.js', 'index.js', 'port.js', 'values.js']);
  });
});

describe('a compiled index', () => {
  test('reads each member from its module, and is the same after a second time', () => {
    const lazy = makeMembersLazy(COMPILED);
    expect(lazy).toBe(`Object.defineProperty(exports, "PortProtocol", { enumerable: true, get: function () { return require("./service/port").PortProtocol; } });
__exportStar(require("../imports"), exports);
`);
    expect(makeMembersLazy(lazy)).toBe(lazy);
  });

  test('fails in a form that is not known', () => {
    expect(() => makeMembersLazy(`${COMPILED}exports.other = port_1.other;\n`)).toThrow('uses port_1 in a form that cannot be made lazy');
    expect(() => makeMembersLazy('exports.none = 1;')).toThrow('uses its modules in a form that cannot be made lazy');
  });
});

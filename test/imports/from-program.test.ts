import { execFileSync } from 'child_process';
import * as path from 'path';
import { takeFromProgram } from '../../scripts/post-compile/from-program';

const LIB = path.join(__dirname, '..', '..', 'lib');
const COMPILED = `const check_mesh_1 = require("../check/check-mesh");
const mesh_1 = require("../model/mesh");
const grouped_1 = require("../core/grouped");
(0, check_mesh_1.checkMesh)(new mesh_1.Mesh([]), (0, grouped_1.grouped)([]));
`;

describe('a compiled module that judges', () => {
  test('takes it from the program, and is the same after a second time', () => {
    const taken = takeFromProgram(COMPILED, '../../program', ['checkMesh', 'Mesh', 'main']);
    expect(taken).toBe(COMPILED.replace('"../check/check-mesh"', '"../../program"').replace('"../model/mesh"', '"../../program"'));
    expect(takeFromProgram(taken, '../../program', [])).toBe(taken);
  });

  test('fails where the program has not what it takes', () => {
    expect(() => takeFromProgram(COMPILED, '../../program', ['Mesh', 'grouped'])).toThrow('lib/program.js has no checkMesh: export it from src/cli/program.ts');
  });
});

// These look at what jsii and the step after it have made: compile first.
describe.each([
  ['a synth', "const { App, Chart, ApiObject } = require('cdk8s'); const { MeshService } = lib; const app = new App({ outdir: process.env.OUT });"
    + "new MeshService(new Chart(app, 'shop', { namespace: 'shop' }), 'cart', { port: 80 }).addVersion('v1', { image: 'cart:1' }); app.synth();"],
  ['the plugin', 'new lib.MeshValidation().validate({ manifests: [], report: { submit: () => {} }, logger: {} });'],
])('%s of the compiled package', (_, code) => {
  test('loads the checks as one file', () => {
    const program = `const lib = require(${JSON.stringify(path.join(LIB, 'src', 'index.js'))}); ${code}`
      + 'setImmediate(() => console.log(JSON.stringify(Object.keys(require.cache))));';
    const out = execFileSync(process.execPath, ['-e', program], { encoding: 'utf8', env: { ...process.env, OUT: path.join(LIB, '..', '.cache', 'from-program') } });
    const loaded = (JSON.parse(out.trim().split('\n').at(-1)!) as string[]).filter(file => file.startsWith(LIB)).map(file => path.relative(LIB, file).split(path.sep).join('/'));
    expect(loaded).toContain('program.js');
    expect(loaded.filter(file => /^src\/(check|cli|manifests|model|schema)\//.test(file))).toEqual([]);
  });
});

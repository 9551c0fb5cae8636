import { execFileSync, spawnSync } from 'child_process';
import { readFileSync } from 'fs';
import * as path from 'path';

const ROOT = path.join(__dirname, '..', '..');
const BIN = path.join(ROOT, 'bin', 'cdk8s-istio');

// These look at what jsii and the step after it have made: compile first.
describe('the program as it is installed', () => {
  test('says its version', () => {
    expect(execFileSync(process.execPath, [BIN, '--version'], { encoding: 'utf8' })).toBe(`${JSON.parse(readFileSync(path.join(ROOT, 'package.json'), 'utf8')).version}\n`);
  });

  test('judges what it is given', () => {
    const input = 'apiVersion: v1\nkind: Service\nmetadata: { name: cart }\nspec: { ports: [{ port: 80, protcol: TCP }] }\n';
    const run = () => execFileSync(process.execPath, [BIN, 'check', '--format', 'json', '-'], { encoding: 'utf8', input, stdio: 'pipe' });
    expect(run).toThrow(expect.objectContaining({ status: 1, stdout: expect.stringContaining('"rule": "unknown-field"') }));
  });

  test('ends by itself where its reader has seen enough', () => {
    const command = `{ "${process.execPath}" "${BIN}" check --format json -; echo "code $?" >&2; } | head -c 10; sleep 1`;
    const { stdout, stderr } = spawnSync('bash', ['-c', command], { encoding: 'utf8', input: 'a: 1\n---\n'.repeat(20_000) });
    expect(stdout).toHaveLength(10);
    expect(stderr).toBe('code 2\n');
  });

  test('is one file and what stands in it, whatever it does', () => {
    const listed = `process.argv.push('program', 'check', '--list-rules'); require(${JSON.stringify(BIN)}); console.log(JSON.stringify(Object.keys(require.cache)));`;
    const loaded: string[] = JSON.parse(execFileSync(process.execPath, ['-e', listed], { encoding: 'utf8' }).trim().split('\n').at(-1)!);
    expect(loaded.map(file => path.relative(ROOT, file))).toEqual(['bin/cdk8s-istio', 'package.json', 'lib/program.js']);
  });
});

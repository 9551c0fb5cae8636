import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { runExample } from './run-example';

const ROOT = join(__dirname, '..', '..');
const NAMES = readdirSync(join(ROOT, 'examples')).filter(name => existsSync(join(ROOT, 'examples', name, 'cdk8s.yaml')));

const read = (...path: string[]) => readFileSync(join(ROOT, ...path), 'utf8');

describe.each(NAMES)('the example %s', name => {
  test('is the same in each synth', () => {
    expect(runExample(name).texts).toEqual(runExample(name).texts);
  });

  test('is where examples are listed, synthesized and shown to an API server', () => {
    expect(read('examples', 'README.md')).toContain(`| [${name}](${name}/`);
    expect(read('.projen', 'tasks.json')).toContain(`"cwd": "examples/${name}"`);
    // Several clusters are several API servers.
    const shown = name === 'clusters' ? 'clusters' : 'acceptance';
    expect(read('test', 'mesh', 'scenarios', `${shown}.scenario.ts`)).toContain(`synthExample('${name}'`);
  });
});

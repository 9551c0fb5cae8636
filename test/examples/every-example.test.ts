import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { EXAMPLE_NAMES, runExample } from './run-example';

const ROOT = join(__dirname, '..', '..');

const read = (...path: string[]) => readFileSync(join(ROOT, ...path), 'utf8');

describe.each(EXAMPLE_NAMES)('the example %s', name => {
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

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { EXAMPLE_NAMES, runExample } from './run-example';
import { checkShape } from '../../src/schema/check-shape';
import { isKnownKind } from '../../src/schema/kinds';

const ROOT = join(__dirname, '..', '..');

const read = (...path: string[]) => readFileSync(join(ROOT, ...path), 'utf8');

describe.each(EXAMPLE_NAMES)('the example %s', name => {
  test('writes objects in which our own check of structure finds nothing', () => {
    const { objects } = runExample(name);
    expect(objects.filter(({ apiVersion, kind }) => isKnownKind(apiVersion, kind))).not.toHaveLength(0);
    const problems = objects.flatMap(object => checkShape(object, object.apiVersion, object.kind)
      .map(problem => ({ name: object.metadata.name, ...problem })));
    expect(problems).toEqual([]);
  });

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

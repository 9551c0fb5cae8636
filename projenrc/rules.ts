import { cdk8s } from 'projen';

/** The index of the rules is written before each compile. */
export function configureRules(project: cdk8s.ConstructLibraryCdk8s): void {
  const index = project.addTask('rules:index', {
    description: 'Writes the index of each folder of src/check/rules',
    exec: 'ts-node --transpile-only --project scripts/tsconfig.json scripts/rule-index.ts',
  });
  project.preCompileTask.prependSpawn(index);
}

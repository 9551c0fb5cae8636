import { cdk8s } from 'projen';

/** The tasks that hold the guides to what the code does: snippets compile and run, what they show of the output is generated. */
export function configureDocs(project: cdk8s.ConstructLibraryCdk8s): void {
  const task = (name: string, mode: string, description: string) => {
    project.addTask(name, { description, exec: `ts-node --transpile-only --project scripts/tsconfig.json scripts/docs/main.ts ${mode}` });
  };
  task('docs', 'write', 'Compiles and runs the snippets of README.md and docs/, and writes what is generated in them');
  task('docs:check', 'check', 'Fails if a snippet does not compile or run, a link is broken, a generated part is stale, or the API has a member without docs');
}

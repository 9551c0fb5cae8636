import { cdk8s, javascript } from 'projen';

const TS_NODE = 'ts-node --transpile-only --project scripts/tsconfig.json';

/** The tasks that make imports/ from its list of pinned sources, and what generated sources ask of the other tools. */
export function configureImports(project: cdk8s.ConstructLibraryCdk8s): void {
  const task = (name: string, step: string, description: string) => {
    project.addTask(name, { description, exec: `${TS_NODE} scripts/import/main.ts ${step}` });
  };
  task('import', 'generate', 'Makes the types in imports/ from the definitions in imports/crds (needs Node alone)');
  task('import:fetch', 'fetch', 'Writes imports/crds again from the pinned sources in imports/sources.json (needs Go)');
  task('import:pin', 'pin', 'After a change of version in imports/sources.json: writes imports/crds and the new pins (needs Go)');
  task('import:verify', 'verify', 'Fails if imports/crds is not what the pinned sources hold (needs Go)');

  // jsii loads every submodule with the index; importing the package must load none.
  project.compileTask.exec(`${TS_NODE} scripts/post-compile/main.ts`);
  // What the program's one file has, of which TypeScript asks the types.
  ['check', 'cli', 'manifests', 'model', 'schema'].forEach(room => project.npmignore?.exclude(`/lib/src/${room}/**/*.js`));

  // The types would be 175,000 lines of API.md: it documents our own constructs.
  project.tasks.tryFind('docgen')?.reset('jsii-docgen -o API.md -s root');

  // ESLint and editors read the nearest tsconfig.json, and the one at the top is the package's.
  new javascript.TypescriptConfig(project, {
    fileName: 'scripts/tsconfig.json',
    extends: javascript.TypescriptConfigExtends.fromPaths(['../tsconfig.json']),
    compilerOptions: { noEmit: true, rootDir: '..' },
    include: ['**/*.ts'],
  });

  // The package has the compiled types in lib/imports.
  project.npmignore?.exclude('/imports/', '/scripts/');
  project.eslint?.addIgnorePattern('/imports/');
  project.gitattributes.addAttributes('/imports/*.ts', 'linguist-generated');
  project.gitattributes.addAttributes('/imports/crds/*.yaml', 'linguist-generated');
}

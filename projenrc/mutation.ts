import { cdk8s, JsonFile } from 'projen';

/** The task that changes the checks in small ways, one after the other, and asks whether a test sees it. */
export function configureMutation(project: cdk8s.ConstructLibraryCdk8s): void {
  // Mocha, unlike Jest, keeps modules loaded between changes. The others are parts of Jest, for the tests there.
  project.addDevDeps('@stryker-mutator/core@^9.6.1', '@stryker-mutator/mocha-runner@^9.6.1', 'mocha@^11', 'expect@^30', 'jest-each@^30', 'jest-mock@^30', 'tsx@^4');
  // Those left out run all rules on hundreds of inputs, and would for each change.
  const spec = ['test/{check,model}/**/!(any-objects|*properties*|example-output*).test.ts'];
  new JsonFile(project, '.mocharc.json', { marker: false, obj: { require: ['tsx/cjs'], file: ['test/support/mocha.cjs'], spec, reporter: 'dot' } });
  project.addTask('test:checks', {
    description: 'Run the tests of src/check and src/model in seconds, without those of random objects (-g NAME: those whose name has this)',
    exec: 'mocha',
    receiveArgs: true,
  });
  project.addTask('test:mutation', {
    description: 'Change src/check and src/model in small ways and show which changes no test sees (--mutate "src/model/duration.ts,src/check/rules/gateway/*.ts")',
    exec: 'stryker run',
    receiveArgs: true,
  });
  new JsonFile(project, 'stryker.config.json', {
    obj: {
      mutate: ['src/{check,model}/**/*.ts', '!src/check/rules/**/index.ts'],
      testRunner: 'mocha',
      coverageAnalysis: 'perTest',
      // Beside the time that the tests took at first: what hangs does so for good.
      timeoutMS: 2000,
      concurrency: 2,
      // What is made when a module loads would need all tests each time: the texts of rules, which tests of the rules and of the docs compare.
      ignoreStatic: true,
      // The mark of projen.
      warnings: { unknownOptions: false },
      incremental: true,
      // Git ignores this folder.
      incrementalFile: '.cache/stryker/incremental.json',
      tempDirName: '.cache/stryker/sandbox',
      jsonReporter: { fileName: '.cache/stryker/report.json' },
      reporters: ['clear-text', 'progress-append-only', 'json'],
      clearTextReporter: { allowColor: false, logTests: false, reportTests: false, reportScoreTable: true },
      ignorePatterns: ['/lib', '/dist', '/coverage', '/docs', '/examples', '/bench', '/test/mesh', '/test/conformance', '/.jsii', '/API.md'],
    },
  });
  project.npmignore?.exclude('/stryker.config.json', '/.mocharc.json');
}

import { cdk8s, JsonFile } from 'projen';

/** The task that changes the checks in small ways, one after the other, and asks whether a test sees it. */
export function configureMutation(project: cdk8s.ConstructLibraryCdk8s): void {
  project.addDevDeps('@stryker-mutator/core@^9.6.1', '@stryker-mutator/jest-runner@^9.6.1');
  project.addTask('test:mutation', {
    description: 'Change files or folders of src/check and src/model in small ways, and show which changes no test sees',
    exec: 'node scripts/mutate.mjs',
    receiveArgs: true,
  });
  new JsonFile(project, 'stryker.config.json', {
    obj: {
      testRunner: 'jest',
      coverageAnalysis: 'perTest',
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
      reporters: ['clear-text', 'json'],
      clearTextReporter: { allowColor: false, logTests: false, reportTests: false, reportScoreTable: true },
      ignorePatterns: ['/lib', '/dist', '/coverage', '/docs', '/examples', '/bench', '/test/mesh', '/test/conformance', '/.jsii', '/API.md'],
      jest: {
        config: {
          collectCoverage: false,
          reporters: [],
          // These run all rules on hundreds of inputs, and would for each change.
          testPathIgnorePatterns: ['any-objects', 'properties', 'example-output'],
        },
      },
    },
  });
  project.npmignore?.exclude('/stryker.config.json');
}

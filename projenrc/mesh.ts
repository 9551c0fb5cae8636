import { cdk8s } from 'projen';

/** The mesh lab is a package of its own in test/mesh: an ES module, with dependencies that nothing else needs. The suites of test/conformance run with these too. */
export function configureMesh(project: cdk8s.ConstructLibraryCdk8s): void {
  for (const folder of ['mesh', 'conformance']) {
    project.eslint?.addIgnorePattern(`/test/${folder}/`);
    project.tsconfigDev.addExclude(folder);
    project.gitignore.include(`/test/${folder}/tsconfig.json`);
  }
  project.gitignore.exclude('/test/mesh/results.json');
  const install = { exec: 'npm --prefix test/mesh ci --no-audit --no-fund' };
  const lab = project.addTask('test:mesh', {
    description: 'Run scenarios on a real mesh: istiod and Envoy in namespaces of this machine (Linux, root, Go)',
    steps: [
      { spawn: 'compile' },
      install,
      { exec: 'cd test/mesh && npx tsc --project . && node --import tsx main.ts', receiveArgs: true },
    ],
  });
  project.addTask('test:mesh:lifecycle', {
    description: 'Show that the lab leaves nothing behind, however it ends',
    steps: [{ exec: 'cd test/mesh && node --import tsx --test-reporter=spec lifecycle.ts' }],
  });
  project.addTask('test:conformance', {
    description: 'Hold the checks against the originals, istioctl and a real API server (Linux, root, Go)',
    steps: [
      // The examples are synthesized with it.
      { spawn: 'compile' },
      install,
      { exec: 'cd test/mesh && npx tsc --project ../conformance && node --import tsx --test --test-reporter=spec ../conformance/*.conformance.ts' },
    ],
  });
  project.addTask('proof', {
    description: 'Write docs/proof.md from a run of the lab',
    steps: [{ spawn: lab.name }, { exec: 'cd test/mesh && node --import tsx proof.ts' }],
  });
}

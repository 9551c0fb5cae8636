import { cdk8s } from 'projen';

/** The mesh lab is a package of its own in test/mesh: an ES module, with dependencies that nothing else needs. */
export function configureMesh(project: cdk8s.ConstructLibraryCdk8s): void {
  project.eslint?.addIgnorePattern('/test/mesh/');
  project.tsconfigDev.addExclude('mesh');
  project.gitignore.include('/test/mesh/tsconfig.json');
  project.gitignore.exclude('/test/mesh/results.json');
  const lab = project.addTask('test:mesh', {
    description: 'Run scenarios on a real mesh: istiod and Envoy in namespaces of this machine (Linux, root, Go)',
    steps: [
      { spawn: 'compile' },
      { exec: 'npm --prefix test/mesh ci --no-audit --no-fund' },
      { exec: 'cd test/mesh && npx tsc --project . && node --import tsx main.ts', receiveArgs: true },
    ],
  });
  project.addTask('test:mesh:lifecycle', {
    description: 'Show that the lab leaves nothing behind, however it ends',
    steps: [{ exec: 'cd test/mesh && node --import tsx --test-reporter=spec lifecycle.ts' }],
  });
  project.addTask('proof', {
    description: 'Write docs/proof.md from a run of the lab',
    steps: [{ spawn: lab.name }, { exec: 'cd test/mesh && node --import tsx proof.ts' }],
  });
}

import { cdk8s, javascript } from 'projen';

/** The task that measures the library against cdk8s and cdk8s-plus alone, and writes the results into bench/README.md. */
export function configureBench(project: cdk8s.ConstructLibraryCdk8s): void {
  const task = project.addTask('bench', {
    description: 'Measures synth beside cdk8s-plus, checks beside istioctl (Linux, Go), and writes bench/README.md; or the parts that are named',
  });
  task.spawn(project.compileTask);
  // Into lib/, so that '../src' is the compiled package: what is measured runs in plain Node, without a TypeScript compiler beside it.
  task.exec('tsc --project bench/tsconfig.json --noCheck --noResolve --noEmit false --outDir lib');
  // istioctl is the mesh lab's.
  task.exec('npm --prefix test/mesh ci --no-audit --no-fund');
  task.exec('node lib/bench/main.js', { receiveArgs: true });

  new javascript.TypescriptConfig(project, {
    fileName: 'bench/tsconfig.json',
    extends: javascript.TypescriptConfigExtends.fromPaths(['../tsconfig.json']),
    compilerOptions: { noEmit: true, rootDir: '..' },
    include: ['**/*.ts'],
  });
  project.npmignore?.exclude('/lib/bench/');
}

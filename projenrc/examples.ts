import { cdk8s, javascript } from 'projen';

const EXAMPLES = [
  'bookinfo', 'blue-green', 'httpbin', 'adopt', 'resilience', 'rate-limits', 'load-balancing', 'egress', 'hybrid', 'observability', 'monitoring', 'clusters',
  'access', 'edge', 'fleet', 'tokens',
];

/** The examples, the two commands of the README that need nothing but Node, and the checks that change nothing. */
export function configureExamples(project: cdk8s.ConstructLibraryCdk8s): void {
  // In the examples the package has the name that its users import, once it is compiled.
  project.compileTask.exec('node scripts/setup.mjs link');
  const examples = project.addTask('examples', { description: 'Synthesizes all examples, each in its own dist/' });
  for (const name of EXAMPLES) {
    examples.exec('cdk8s synth --no-check-upgrade', { cwd: `examples/${name}` });
  }
  project.gitignore.exclude('/examples/*/dist/');

  project.package.setScript('bookinfo', 'node scripts/setup.mjs bookinfo');
  project.package.setScript('verify', 'node scripts/setup.mjs verify');

  const lint = project.addTask('lint', { description: 'Fails where eslint has a word to say, and where types are wrong that no compile sees; fixes nothing' });
  lint.exec('node scripts/setup.mjs compiled');
  lint.exec('eslint --ext .ts --no-error-on-unmatched-pattern --max-warnings 0 src test projenrc examples bench scripts .projenrc.ts', {
    env: { ESLINT_USE_FLAT_CONFIG: 'false', NODE_NO_WARNINGS: '1' },
  });
  lint.exec('tsc --noEmit --isolatedModules false --project test/tsconfig.json');
  project.addTask('lint:files', {
    description: 'Says what eslint has against some files; fixes nothing, unless --fix is given',
    exec: 'eslint --ext .ts --max-warnings 0',
    env: { ESLINT_USE_FLAT_CONFIG: 'false', NODE_NO_WARNINGS: '1' },
    receiveArgs: true,
  });

  // Tests and types judge the examples against the sources, so that they need no compile.
  project.tsconfigDev.addInclude('../examples/**/*.ts');
  project.tsconfigDev.addInclude('../bench/**/*.ts');
  project.tsconfigDev.addInclude('../scripts/**/*.ts');
  project.tsconfigDev.addExclude('../examples/**/node_modules');
  project.tsconfigDev.file.addOverride('compilerOptions.paths', { 'cdk8s-istio': ['../src/index.ts'] });

  // ESLint and editors read the nearest tsconfig.json.
  new javascript.TypescriptConfig(project, {
    fileName: 'examples/support/tsconfig.json',
    extends: javascript.TypescriptConfigExtends.fromPaths(['../../tsconfig.json']),
    compilerOptions: { noEmit: true, rootDir: '../..' },
    include: ['**/*.ts'],
  });
}

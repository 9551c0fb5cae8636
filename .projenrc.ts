import { cdk8s, javascript } from 'projen';
import { configureProject } from './projenrc/tasks';

const repository = 'https://github.com/cdk8s-istio/cdk8s-istio';

const project = new cdk8s.ConstructLibraryCdk8s({
  name: 'cdk8s-istio',
  description: 'Put applications on an Istio mesh from typed code: blue/green, canary, gateways and mutual TLS, right by construction and checked at synth.',
  author: 'The cdk8s-istio authors',
  authorAddress: repository,
  authorOrganization: true,
  repositoryUrl: `${repository}.git`,
  homepage: repository,
  license: 'Apache-2.0',
  copyrightOwner: 'The cdk8s-istio authors',
  copyrightPeriod: '2026',
  keywords: ['cdk8s', 'cdk', 'kubernetes', 'istio', 'service-mesh', 'canary', 'blue-green', 'envoy'],
  defaultReleaseBranch: 'main',
  packageManager: javascript.NodePackageManager.NPM,
  minNodeVersion: '20.0.0',
  projenrcTs: true,
  github: false,
  depsUpgrade: false,
  integrationTestAutoDiscover: false,

  cdk8sVersion: '2.70.0',
  constructsVersion: '10.4.2',
  peerDeps: ['cdk8s-plus-27@^2.9.5'],
  bundledDeps: ['re2js@^2.10.0', 'yaml@^2'],
  bin: { 'cdk8s-istio': 'bin/cdk8s-istio' },
  devDeps: [
    'cdk8s-cli@2.207.60',
    '@types/node@^20',
    '@bufbuild/cel@0.6.1',
    '@grafana/grafana-foundation-sdk@~0.0.21',
    '@lezer/highlight@^1',
    '@lezer/lr@^1',
    '@prometheus-io/lezer-promql@^0.315.0',
    'ajv@^8',
    'ajv-formats@^3',
    'esbuild@^0.28.2',
    'fast-check@^4',
    'jsii-rosetta@~5.9.0',
  ],

  typescriptVersion: '~5.9.0',
  jsiiVersion: '~5.9.0',
  publishToPypi: { distName: 'cdk8s-istio', module: 'cdk8s_istio' },
  publishToMaven: { javaPackage: 'org.cdk8s.istio', mavenGroupId: 'org.cdk8s', mavenArtifactId: 'cdk8s-istio' },
  publishToGo: { moduleName: 'github.com/cdk8s-istio/cdk8s-istio-go', packageName: 'cdk8sistio' },

  // imports/ stands beside src/: the compiler's root is the top level.
  entrypoint: 'lib/src/index.js',
  disableTsconfig: false,
  tsconfig: {
    compilerOptions: { rootDir: '.', outDir: 'lib' },
    include: ['imports/**/*.ts'],
  },
  eslintOptions: {
    dirs: ['src'],
    devdirs: ['test', 'projenrc', 'examples', 'bench', 'scripts'],
  },
  jestOptions: {
    jestVersion: '^30',
    jestConfig: {
      coverageThreshold: { branches: 95, functions: 95, lines: 95, statements: 95 },
      collectCoverageFrom: ['src/**/*.ts', '!src/index.ts', '!src/schema/generated/*.ts'],
      moduleNameMapper: { '^\\.\\./imports$': '<rootDir>/test/support/no-raw-types.ts' },
      maxWorkers: '100%',
      setupFiles: ['<rootDir>/test/support/seed.ts'],
      // Where Stryker has copies of all files.
      modulePathIgnorePatterns: ['<rootDir>/.cache/'],
    },
  },
});

configureProject(project);

project.synth();

// What `npm run bookinfo`, `npm run verify` and some tasks do on a machine that has Node alone. No dependencies: it runs before there are any.
import { spawnSync } from 'node:child_process';
import { copyFileSync, existsSync, lstatSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, symlinkSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));

const commands = {
  bookinfo() {
    install();
    if (!isCompiled()) {
      compile();
    }
    run('synthesize Bookinfo', node('cdk8s-cli/bin/cdk8s'), ['synth', '--no-check-upgrade'], join(root, 'examples', 'bookinfo'));
    run('the mesh', node('ts-node/dist/bin.js'), ['--transpile-only', '--project', 'scripts/tsconfig.json', 'examples/support/main.ts', 'examples/bookinfo/dist']);
  },
  verify() {
    install();
    compile();
    run('test', node('jest/bin/jest.js'), ['--ci', '--json', '--outputFile=test-reports/jest.json']);
  },
  // Before lint, which looks at examples with the package that they name.
  compiled() {
    if (!existsSync(join(root, 'lib', 'src', 'index.js')) || !existsSync(join(root, 'examples', 'node_modules', 'cdk8s-istio'))) {
      fail('the package is not compiled, and examples name it: run npx projen compile first');
    }
  },
  // What a user gets from `npm install cdk8s-istio`: the examples find the package under its name. Its parts are linked, not the whole: a link from
  // the project into itself would send whoever follows links around in a circle.
  link() {
    const installed = join(root, 'examples', 'node_modules', 'cdk8s-istio');
    if (lstatSync(installed, { throwIfNoEntry: false })?.isSymbolicLink()) {
      rmSync(installed);
    }
    mkdirSync(installed, { recursive: true });
    copyFileSync(join(root, 'package.json'), join(installed, 'package.json'));
    const lib = join(installed, 'lib');
    if (!existsSync(lib)) {
      symlinkSync(process.platform === 'win32' ? join(root, 'lib') : relative(installed, join(root, 'lib')), lib, 'junction');
    }
  },
};

const command = commands[process.argv[2]];
if (!command) {
  fail(`say what to set up: ${Object.keys(commands).join(', ')}`);
}
if (Number(process.versions.node.split('.')[0]) < 20) {
  fail(`Node ${process.versions.node} is too old: use 20 or newer`);
}
command();

/** Installs the locked dependencies unless they are there. */
function install() {
  if (!isInstalled()) {
    run('install', process.platform === 'win32' ? 'npm.cmd' : 'npm', ['ci', '--no-audit', '--no-fund']);
  }
}

/** npm notes what it has installed in a lock file of its own, which leaves out what other platforms need. */
function isInstalled() {
  const note = join(root, 'node_modules', '.package-lock.json');
  if (!existsSync(note)) {
    return false;
  }
  const { packages: wanted } = readJson(join(root, 'package-lock.json'));
  const { packages: found } = readJson(note);
  return Object.entries(wanted).every(([path, { version, optional, devOptional }]) =>
    path === '' || found[path]?.version === version || (!found[path] && (optional || devOptional)));
}

function compile() {
  run('compile', node('projen/bin/projen'), ['compile']);
}

/** Whether the compiled package is younger than all that it is made of. */
function isCompiled() {
  const compiled = join(root, 'lib', 'imports', 'index.js');
  const sources = ['src', 'imports', 'package.json', 'tsconfig.json'].map(name => join(root, name));
  return existsSync(compiled) && existsSync(join(root, 'examples', 'node_modules')) && Math.max(...sources.map(youngest)) <= statSync(compiled).mtimeMs;
}

function youngest(path) {
  const stat = statSync(path);
  return stat.isDirectory() ? Math.max(0, ...readdirSync(path).map(name => youngest(join(path, name)))) : stat.mtimeMs;
}

function node(script) {
  return [process.execPath, join(root, 'node_modules', script)];
}

function run(title, program, args, cwd = root) {
  console.log(`\n== ${title}`);
  const [file, ...first] = [program].flat();
  // jsii fills a screen with the age of a Node with which it works.
  const env = { ...process.env, JSII_SILENCE_WARNING_END_OF_LIFE_NODE_VERSION: '20' };
  const { status, error } = spawnSync(file, [...first, ...args], { cwd, env, stdio: 'inherit', shell: file.endsWith('.cmd') });
  if (status !== 0) {
    fail(`${title} failed${error ? `: ${error.message}` : ''}`);
  }
}

function readJson(file) {
  return JSON.parse(readFileSync(file, 'utf8'));
}

function fail(message) {
  console.error(message);
  process.exit(1);
}

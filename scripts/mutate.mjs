// Runs Stryker on files and folders: npx projen test:mutation src/model/duration.ts src/check/rules/gateway
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';

const FOLDER = '.cache/stryker';
const asked = process.argv.slice(2);
const paths = asked.filter(argument => argument !== '--all-tests').map(path => path.replace(/\/$/, ''));
if (paths.length === 0 || !paths.every(path => /^src\/(check|model)\b/.test(path) && existsSync(path))) {
  console.error('name files or folders of src/check and src/model; --all-tests asks all tests of both, and not those in the same place alone');
  process.exit(1);
}
const isFolder = path => statSync(path).isDirectory();
const own = paths.map(path => isFolder(path) ? `${path.replace('src', 'test')}/**/*.test.ts` : path.replace('src', 'test').replace(/\.ts$/, '.test.ts'));
// What has no test of its own is tested by the rules that use it.
const tests = asked.includes('--all-tests') || own.some(test => !test.includes('*') && !existsSync(test)) ? ['test/{check,model}/**/*.test.ts'] : own;
const config = JSON.parse(readFileSync('stryker.config.json', 'utf8'));
config.jest.config.testMatch = tests.map(test => `<rootDir>/${test}`);
config.mutate = [...paths.map(path => isFolder(path) ? `${path}/**/*.ts` : path), '!src/**/index.ts'];
mkdirSync(FOLDER, { recursive: true });
writeFileSync(`${FOLDER}/config.json`, JSON.stringify(config));
const { status } = spawnSync('npx', ['stryker', 'run', `${FOLDER}/config.json`], { stdio: 'inherit' });
process.exit(status ?? 1);

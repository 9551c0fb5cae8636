import { readFileSync } from 'fs';
import { join } from 'path';
import { ISTIO_VERSIONS, istioMinor, NEWEST_ISTIO, OLDEST_ISTIO } from '../../src/core/istio-version';

const ROOT = join(__dirname, '..', '..');

function minorOf(version: string): number {
  return Number(version.split('.')[1]);
}

test.each([
  ['1.26', 26],
  ['1.26.3', 26],
  ['v1.26', 26],
  ['v1.26.10', 26],
  ['1.20', 20],
  ['1.31', 31],
  ['1.19', undefined],
  ['1.32', undefined],
  ['2.26', undefined],
  ['1', undefined],
  ['1.26-alpha', undefined],
  ['1.26.', undefined],
  ['26', undefined],
  ['', undefined],
])('the minor number of %s is %s', (version, minor) => {
  expect(istioMinor(version)).toBe(minor);
});

test('the newest version is that of the imported resources, the others are those of the former ones, without a gap', () => {
  const { sources } = JSON.parse(readFileSync(join(ROOT, 'imports', 'sources.json'), 'utf8')) as { sources: { name: string; version: string }[] };
  expect(minorOf(sources.find(({ name }) => name === 'istio')!.version)).toBe(NEWEST_ISTIO);
  const { versions } = JSON.parse(readFileSync(join(ROOT, 'scripts', 'shapes', 'former.json'), 'utf8')) as { versions: { [version: string]: string } };
  expect(Object.keys(versions).map(minorOf)).toEqual(Array.from({ length: NEWEST_ISTIO - OLDEST_ISTIO }, (_, at) => NEWEST_ISTIO - 1 - at));
});

test('what is allowed is said with both ends', () => {
  expect(ISTIO_VERSIONS).toBe("give a minor version from 1.20 to 1.31, as '1.30'");
});

import { execFileSync } from 'node:child_process';
import type * as fs from 'node:fs';
import { linkSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, unlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { filesOf, readInput } from '../../src/cli/input';
import { InputLimits } from '../../src/cli/input-limits';

jest.mock('node:fs', () => ({ ...jest.requireActual<typeof fs>('node:fs') }));

describe('files', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'input-'));
    mkdirSync(join(folder, 'below'));
  });
  afterEach(() => {
    jest.restoreAllMocks();
    rmSync(folder, { recursive: true });
  });

  const write = (...names: string[]) => names.map(name => {
    writeFileSync(join(folder, name), `name: ${name}\n`);
    return join(folder, name);
  });
  const short = (path: string) => path.replace(`${folder}/`, '');
  const read = (paths: readonly string[], limits?: InputLimits) => {
    const { files, problems } = filesOf(paths);
    const input = readInput(files, undefined, limits);
    return {
      read: input.sources.map(({ file }) => short(file)),
      problems: [...problems, ...input.problems].map(({ file, message }) => `${short(file)} ${message.replaceAll(folder, '@')}`),
    };
  };

  test('of a folder are read in the order of their names, and those that are no manifests are not', () => {
    write('b.yml', 'a.yaml', 'c.json', 'd.txt', 'below/e.YAML');
    expect(read([folder])).toEqual({ read: ['a.yaml', 'b.yml', 'below/e.YAML', 'c.json'], problems: [] });
  });

  test('are read once, however they are reached', () => {
    const [a] = write('a.yaml');
    linkSync(a, join(folder, 'b.yaml'));
    symlinkSync(a, join(folder, 'c.yaml'));
    expect(read([folder, a])).toEqual({ read: ['a.yaml'], problems: [] });
  });

  test('are not looked for behind links to folders, which may lead back', () => {
    write('below/a.yaml');
    symlinkSync(folder, join(folder, 'below', 'loop'));
    symlinkSync(folder, join(folder, 'below', 'loop.yaml'));
    expect(read([folder])).toEqual({ read: ['below/a.yaml'], problems: ['below/loop.yaml is no file, but a folder, a pipe or the like: leave it out, or name it itself'] });
  });

  test('that cannot be read are told, and the others are read', () => {
    const [a, b] = write('a.yaml', 'b.yaml', 'd.yaml');
    symlinkSync(join(folder, 'nowhere'), join(folder, 'c.yaml'));
    execFileSync('mkfifo', [join(folder, 'e.yaml')]);
    writeFileSync(join(folder, 'f.yaml'), Buffer.from([0xff]));
    const { files } = filesOf([folder]);
    unlinkSync(b);
    const { sources, problems } = readInput(files);
    expect(sources.map(({ file }) => file)).toEqual([a, join(folder, 'd.yaml')]);
    expect(problems.map(({ file, message }) => `${short(file)} ${message}`)).toEqual([
      expect.stringContaining('b.yaml cannot be read: ENOENT'), expect.stringContaining('c.yaml cannot be read: ENOENT'), expect.stringContaining('e.yaml is no file, but'),
      'f.yaml is not text in UTF-8: save it as UTF-8',
    ]);
  });

  test('of a folder that cannot be looked into are told as one', () => {
    write('a.yaml', 'below/b.yaml');
    const { readdirSync } = jest.requireActual<typeof fs>('node:fs');
    // As root, who runs tests in some places, may look into all.
    jest.spyOn(jest.requireMock<typeof fs>('node:fs'), 'readdirSync').mockImplementation(((path: string, options: object) => {
      if (path.endsWith('below')) {
        throw new Error(`EACCES: permission denied, scandir '${path}'`);
      }
      return readdirSync(path, options);
    }) as unknown as typeof fs.readdirSync);
    expect(read([folder])).toEqual({ read: ['a.yaml'], problems: ['below cannot be read: EACCES: permission denied, scandir \'@/below\''] });
  });

  test('that are too much together are told, and smaller ones are read', () => {
    write('a.yaml', 'c.yaml');
    writeFileSync(join(folder, 'b.yaml'), 'x'.repeat(100));
    writeFileSync(join(folder, 'd.yaml'), '\n'.repeat(10));
    const { read: names, problems } = read([folder], { bytes: 50, values: 5 });
    expect(names).toEqual(['a.yaml', 'c.yaml']);
    expect(problems).toEqual([expect.stringMatching(/^b.yaml would make more than .* MiB/), 'd.yaml would make more than 5 values to be read at once: check parts of it']);
  });

  test('that were named are read, whatever they are called', () => {
    const [a] = write('a.txt');
    expect(read([a])).toEqual({ read: ['a.txt'], problems: [] });
    expect(() => filesOf([join(folder, 'none')])).toThrow('ENOENT');
  });
});

import { execFileSync } from 'node:child_process';
import * as fs from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readBytes } from '../../src/cli/read-bytes';

jest.mock('node:fs', () => ({ ...jest.requireActual<typeof fs>('node:fs') }));

describe('the bytes of a file', () => {
  let folder: string;
  beforeEach(() => { folder = fs.mkdtempSync(join(tmpdir(), 'bytes-')); });
  afterEach(() => {
    jest.restoreAllMocks();
    fs.rmSync(folder, { recursive: true });
  });

  function file(bytes: string | Uint8Array, name = 'a.yaml') {
    fs.writeFileSync(join(folder, name), bytes);
    return join(folder, name);
  }

  test.each([0, 1, 65535, 65536, 65537, 200_000])('are all that it has, if these are %i', length => {
    const bytes = Buffer.from(Array.from({ length }, (_, at) => at % 251));
    expect(readBytes(file(bytes), 1e6, false)!.bytes.equals(bytes)).toBe(true);
  });

  test('are so many as may be read, or nothing', () => {
    const path = file('12345');
    expect([5, 6].map(most => readBytes(path, most, true)?.bytes.toString())).toEqual(['12345', '12345']);
    expect(readBytes(path, 4, true)).toBeUndefined();
  });

  test('are nothing of a device without an end', () => {
    expect(readBytes('/dev/zero', 1_000_000, true)).toBeUndefined();
  });

  test('are known to be the same by another name', () => {
    const path = file('a');
    fs.linkSync(path, join(folder, 'b'));
    fs.symlinkSync(path, join(folder, 'c'));
    const [a, b, c, other] = [path, join(folder, 'b'), join(folder, 'c'), file('a', 'd')].map(one => readBytes(one, 10, false)!.identity);
    expect([b, c]).toEqual([a, a]);
    expect(other).not.toBe(a);
  });

  test('of a pipe are not waited for in a folder', () => {
    execFileSync('mkfifo', [join(folder, 'pipe')]);
    expect(() => readBytes(join(folder, 'pipe'), 10, false)).toThrow('is no file, but a folder, a pipe or the like: leave it out, or name it itself');
    expect(() => readBytes(folder, 10, false)).toThrow('is no file, but a folder');
  });

  test('come later from standard input whose writer does not wait, and end where Windows says so', () => {
    const fails = (code: string) => () => { throw Object.assign(new Error(code), { code }); };
    const text = (_: number, part: Uint8Array) => Buffer.from('a: 1').copy(part);
    const read = jest.spyOn(jest.requireMock<typeof fs>('node:fs'), 'readSync');
    read.mockImplementationOnce(fails('EAGAIN')).mockImplementationOnce(text as typeof fs.readSync).mockImplementationOnce(fails('EOF'));
    expect(readBytes('-', 10, true)!.bytes.toString()).toBe('a: 1');
    expect(read.mock.calls.map(([descriptor]) => descriptor)).toEqual([0, 0, 0]);
    read.mockImplementationOnce(fails('EIO'));
    expect(() => readBytes('-', 10, true)).toThrow('EIO');
  });
});

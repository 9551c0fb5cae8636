import { closeSync, constants, fstatSync, openSync, readSync } from 'node:fs';

/** What was read, and which file it was, whatever it is called. */
export interface ReadBytes {
  readonly bytes: Buffer;
  readonly identity: string;
}

/** Why bytes are not read. */
export class NotRead extends Error {}

const STANDARD_INPUT = 0;
const MIB = 1024 * 1024;

/**
 * Reads a file, or standard input for `-`, whatever it is: a device may have no end. Throws an error that says why it does not.
 *
 * @param most so many bytes are read; nothing is answered if there are more
 * @param isNamed whether somebody named the file, who may mean a pipe; one that lies in a folder would be waited for without end
 */
export function readBytes(file: string, most: number, isNamed: boolean): ReadBytes | undefined {
  const descriptor = file === '-' ? STANDARD_INPUT : openSync(file, isNamed ? constants.O_RDONLY : constants.O_NONBLOCK ?? constants.O_RDONLY);
  try {
    const stat = fstatSync(descriptor, { bigint: true });
    if (!isNamed && !stat.isFile()) {
      throw new NotRead('is no file, but a folder, a pipe or the like: leave it out, or name it itself');
    }
    const size = stat.isFile() ? Number(stat.size) : 0;
    const bytes = size > most ? undefined : bytesOf(descriptor, most, size);
    return bytes && { bytes, identity: stat.isFile() ? `${stat.dev}:${stat.ino}` : file };
  } finally {
    if (descriptor !== STANDARD_INPUT) {
      closeSync(descriptor);
    }
  }
}

/** All bytes, or nothing if there are too many. */
function bytesOf(descriptor: number, most: number, expected: number): Buffer | undefined {
  const parts: Buffer[] = [];
  let total = 0;
  for (;;) {
    // One byte more than is expected, so that the end is seen with the second call.
    const part = Buffer.allocUnsafe(Math.min(Math.max(expected - total + 1, 65536), 16 * MIB));
    const read = readSome(descriptor, part);
    if (read === 0) {
      return parts.length === 1 ? parts[0] : Buffer.concat(parts, total);
    }
    total += read;
    if (total > most) {
      return undefined;
    }
    parts.push(part.subarray(0, read));
  }
}

/** Reads what comes next; 0 bytes at the end. */
function readSome(descriptor: number, part: Buffer): number {
  for (;;) {
    try {
      return readSync(descriptor, part, 0, part.length, null);
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (code === 'EOF') {
        // How Windows tells the end of a pipe.
        return 0;
      }
      if (code !== 'EAGAIN') {
        throw error;
      }
      // Standard input whose writer made it one that does not wait.
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 10);
    }
  }
}

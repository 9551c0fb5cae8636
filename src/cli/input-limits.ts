import { NotRead } from './read-bytes';

const MIB = 1024 * 1024;

/** How much is read in one run; more may not fit into memory with what is made of it. */
export interface InputLimits {
  readonly bytes: number;
  /** How many values there may be: empty ones take twenty times the memory of their text. */
  readonly values: number;
}

/** What a mesh of some hundred thousand objects needs, several times. */
export const USUAL_LIMITS: InputLimits = { bytes: 256 * MIB, values: 30_000_000 };

/** Counts what was read of all files together. */
export class InputCount {
  private bytes = 0;
  private values = 0;

  constructor(private readonly limits: InputLimits) {}

  /** How many bytes may still be read. */
  public get bytesLeft(): number {
    return this.limits.bytes - this.bytes;
  }

  /** Counts a file; throws if it would be too much, and does not count it. */
  public add(file: Uint8Array): void {
    const values = this.values + valuesIn(file, this.limits.values - this.values);
    if (values > this.limits.values) {
      throw new NotRead(`would make more than ${this.limits.values.toLocaleString('en')} values to be read at once: check parts of it`);
    }
    this.values = values;
    this.bytes += file.length;
  }
}

/** Why a file is not read that has too many bytes. */
export function tooManyBytes({ bytes }: InputLimits): NotRead {
  return new NotRead(`would make more than ${bytes / MIB} MiB to be read at once: check parts of it`);
}

/** About how many values a text has, and never less: what can begin one is counted, also within texts. Stops when there are more than are asked for. */
function valuesIn(bytes: Uint8Array, most: number): number {
  let values = 0;
  for (let at = 0; at < bytes.length && values <= most; at++) {
    values += BEGINS_VALUE[bytes[at]];
  }
  return values;
}

const BEGINS_VALUE = new Uint8Array(256);
[...'\n\r,[{-?'].forEach(character => { BEGINS_VALUE[character.charCodeAt(0)] = 1; });

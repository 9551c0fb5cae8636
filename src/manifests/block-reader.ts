import { readFlow } from './flow-text';
import { isInfinite, plainScalar } from './plain-scalar';

/** What a reader answers when a document has something that it leaves to the library. */
export const NOT_PLAIN = Symbol('not plain');

const TAB = 9;
const NEWLINE = 10;
const SPACE = 32;
const QUOTE = 34;
const HASH = 35;
const APOSTROPHE = 39;
const DASH = 45;
const COLON = 58;
const BACKSLASH = 92;

/** Characters of a key that stands for itself, by their code. */
const OF_KEYS = marked('ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_./-');
/** First characters that make a word something else. */
const NO_WORD = marked('-?:,[]{}#&*!|>\'"%@`=<\t');
/** Keys that are no text in YAML 1.1, or none of the object itself. */
const NO_TEXT = new Set([...['y', 'n', 'yes', 'no', 'on', 'off', 'true', 'false', 'null']
  .flatMap(word => [word, word.toUpperCase(), word[0].toUpperCase() + word.slice(1)]), '__proto__']);
/** Deeper documents are left to the library, which says so. */
const MAX_DEPTH = 100;
/** Longer keys, which YAML does not take, as well. */
const MAX_KEY = 1000;

/** Thrown where the library has to read; never leaves this file. */
const BAIL = new Error('not plain');

/**
 * Reads the YAML that tools and most people write: blocks of mappings and lists, words and quoted text on one line, literal text. It is many times as fast as a
 * reader of all YAML, which gets the documents that have more than that.
 */
export function readBlocks(text: string, from: number, to: number): unknown {
  try {
    return new BlockReader(text, from, to).document();
  } catch (error) {
    if (error === BAIL) {
      return NOT_PLAIN;
    }
    throw error;
  }
}

class BlockReader {
  /** Where the content of the current line begins. */
  private at = 0;
  /** Where the current line ends. */
  private stop = 0;
  /** How far it is indented; -1 behind the last line. */
  private indent = -1;
  /** Where the colon of the key stands that was read last. */
  private colon = 0;
  private depth = 0;

  constructor(private readonly text: string, from: number, private readonly end: number) {
    this.stop = from - 1;
  }

  public document(): unknown {
    this.line();
    if (this.indent < 0) {
      return null;
    }
    const value = this.nested();
    if (this.indent >= 0) {
      throw BAIL;
    }
    return value;
  }

  /** Goes to the next line that has content. */
  private line(): void {
    const { text, end } = this;
    let position = this.stop + 1;
    for (;;) {
      const start = position;
      let code = text.charCodeAt(position);
      while (code === SPACE) {
        code = text.charCodeAt(++position);
      }
      if (position >= end) {
        this.indent = -1;
        return;
      }
      if (code === NEWLINE) {
        position++;
        continue;
      }
      const newline = text.indexOf('\n', position);
      const stop = newline < 0 || newline > end ? end : newline;
      if (code === HASH) {
        position = stop + 1;
        continue;
      }
      if (code < SPACE) {
        // Tabs, and what else is no text.
        throw BAIL;
      }
      this.at = position;
      this.indent = position - start;
      this.stop = stop;
      return;
    }
  }

  private block(indent: number): unknown {
    if (++this.depth > MAX_DEPTH) {
      throw BAIL;
    }
    const value = this.isItem(this.at) ? this.list(indent) : this.mapping(indent);
    this.depth--;
    if (this.indent > indent) {
      throw BAIL;
    }
    return value;
  }

  private list(indent: number): unknown[] {
    const items: unknown[] = [];
    while (this.indent === indent && this.isItem(this.at)) {
      items.push(this.item(indent));
    }
    return items;
  }

  private item(indent: number): unknown {
    const position = this.contentFrom(this.at + 1);
    if (position < 0) {
      this.line();
      return this.indent > indent ? this.nested() : null;
    }
    if (this.isEntry(position)) {
      // The rest of the line is the first line of a block of its own.
      this.indent += position - this.at;
      this.at = position;
      return this.block(this.indent);
    }
    return this.value(position, indent);
  }

  private mapping(indent: number): { [key: string]: unknown } {
    const found: { [key: string]: unknown } = {};
    while (this.indent === indent) {
      const key = this.key(this.at);
      if (key === undefined || (key.length < 10 && NO_TEXT.has(key)) || key in found) {
        throw BAIL;
      }
      const position = this.contentFrom(this.colon + 1);
      found[key] = position < 0 ? this.below(indent) : this.value(position, indent);
    }
    return found;
  }

  /** Where content begins on the rest of the line; -1 without any. */
  private contentFrom(from: number): number {
    let position = from;
    while (position < this.stop && this.text.charCodeAt(position) === SPACE) {
      position++;
    }
    return position >= this.stop || (this.text.charCodeAt(position) === HASH && position > from) ? -1 : position;
  }

  /** The key that begins here, if there is one. */
  private key(position: number): string | undefined {
    const { text, stop } = this;
    let to = position;
    while (to < stop && OF_KEYS[text.charCodeAt(to)] === 1) {
      to++;
    }
    if (to > position && this.endsKey(to)) {
      const first = text.charCodeAt(position);
      // What begins like a number may be one.
      if ((first < 0x41 && first !== 0x2f) || to - position > MAX_KEY) {
        throw BAIL;
      }
      this.colon = to;
      return text.slice(position, to);
    }
    const quote = text.charCodeAt(position);
    if (to > position || (quote !== QUOTE && quote !== APOSTROPHE)) {
      return undefined;
    }
    do {
      to++;
    } while (to < stop && text.charCodeAt(to) !== quote && text.charCodeAt(to) !== BACKSLASH);
    if (to >= stop || text.charCodeAt(to) === BACKSLASH) {
      return undefined;
    }
    if (!this.endsKey(to + 1)) {
      return undefined;
    }
    const key = text.slice(position + 1, to);
    if (key.length > MAX_KEY) {
      throw BAIL;
    }
    this.colon = to + 1;
    return key;
  }

  private endsKey(position: number): boolean {
    return position < this.stop && this.text.charCodeAt(position) === COLON
      && (position + 1 === this.stop || this.text.charCodeAt(position + 1) === SPACE);
  }

  /** What stands in the lines below a key. */
  private below(indent: number): unknown {
    this.line();
    if (this.indent > indent) {
      return this.nested();
    }
    return this.indent === indent && this.isItem(this.at) ? this.list(indent) : null;
  }

  private nested(): unknown {
    if (!this.isEntry(this.at)) {
      throw BAIL;
    }
    return this.block(this.indent);
  }

  private isItem(position: number): boolean {
    return this.text.charCodeAt(position) === DASH && (position + 1 === this.stop || this.text.charCodeAt(position + 1) === SPACE);
  }

  /** Whether a list or a mapping begins. */
  private isEntry(position: number): boolean {
    return this.isItem(position) || this.key(position) !== undefined;
  }

  /** What stands on the rest of the line; goes to the next line with content. */
  private value(position: number, indent: number): unknown {
    const { text, stop } = this;
    const first = text.charCodeAt(position);
    if (first < 128 && NO_WORD[first] === 1 && !this.isBare(position, first)) {
      return this.special(position, indent);
    }
    let to = position;
    for (; to < stop; to++) {
      const code = text.charCodeAt(to);
      if (code === COLON) {
        const next = text.charCodeAt(to + 1);
        if (to + 1 === stop || next === SPACE || next === TAB) {
          throw BAIL;
        }
      } else if (code === HASH && text.charCodeAt(to - 1) === SPACE) {
        break;
      } else if (code < SPACE) {
        throw BAIL;
      }
    }
    while (text.charCodeAt(to - 1) === SPACE) {
      to--;
    }
    return this.word(text.slice(position, to), indent);
  }

  /** What is more than a word. */
  private special(position: number, indent: number): unknown {
    const { text, stop } = this;
    const first = text.charCodeAt(position);
    if (first === QUOTE || first === APOSTROPHE) {
      return this.quoted(position, indent, first);
    }
    let to = stop;
    while (text.charCodeAt(to - 1) === SPACE) {
      to--;
    }
    const rest = text.slice(position, to);
    if (rest === '|' || rest === '|-') {
      return this.literal(indent, rest === '|');
    }
    const flow = readFlow(text, position);
    // Also nothing that ends in another line.
    if (!flow || flow.end > stop || this.contentFrom(flow.end) >= 0) {
      throw BAIL;
    }
    this.afterValue(indent);
    return flow.value;
  }

  /** Whether a word follows what marks an entry where a blank stands behind it, as in `--flag` and `:path`. */
  private isBare(position: number, first: number): boolean {
    if (first !== DASH && first !== COLON) {
      return false;
    }
    const next = this.text.charCodeAt(position + 1);
    return position + 1 < this.stop && next !== SPACE && next >= SPACE;
  }

  private word(text: string, indent: number): unknown {
    const value = plainScalar(text);
    if (isInfinite(value)) {
      throw BAIL;
    }
    this.afterValue(indent);
    return value;
  }

  /** A deeper line goes on with what stands on this one. */
  private afterValue(indent: number): void {
    this.line();
    if (this.indent > indent) {
      throw BAIL;
    }
  }

  private quoted(position: number, indent: number, quote: number): string {
    const { text, stop } = this;
    let escaped = false;
    let close = position + 1;
    for (; ; close++) {
      if (close >= stop) {
        throw BAIL;
      }
      const code = text.charCodeAt(close);
      if (code === BACKSLASH && quote === QUOTE) {
        escaped = true;
        close++;
      } else if (code === quote) {
        if (quote === QUOTE || text.charCodeAt(close + 1) !== APOSTROPHE) {
          break;
        }
        escaped = true;
        close++;
      } else if (code < SPACE) {
        throw BAIL;
      }
    }
    if (this.contentFrom(close + 1) >= 0) {
      throw BAIL;
    }
    const inner = text.slice(position + 1, close);
    this.afterValue(indent);
    if (!escaped) {
      return inner;
    }
    return quote === QUOTE ? unescaped(inner) : inner.replaceAll('\'\'', '\'');
  }

  /** Text in lines of its own, each as it stands. */
  private literal(indent: number, ends: boolean): string {
    const { text, end } = this;
    const lines: string[] = [];
    let margin = -1;
    let position = this.stop + 1;
    while (position < end) {
      const newline = text.indexOf('\n', position);
      const stop = newline < 0 || newline > end ? end : newline;
      let start = position;
      while (start < stop && text.charCodeAt(start) === SPACE) {
        start++;
      }
      if (start === stop) {
        if (start > position) {
          // Blanks, which may be content.
          throw BAIL;
        }
        lines.push('');
      } else {
        margin = margin < 0 ? start - position : margin;
        if (start - position < margin || margin <= indent) {
          break;
        }
        lines.push(text.slice(position + margin, stop));
      }
      position = stop + 1;
    }
    if (margin <= indent || text.charCodeAt(end - 1) !== NEWLINE) {
      throw BAIL;
    }
    this.stop = position - 1;
    while (lines[lines.length - 1] === '') {
      lines.pop();
    }
    this.afterValue(indent);
    return lines.join('\n') + (ends ? '\n' : '');
  }
}

/** Escapes that JSON has too. */
function unescaped(inner: string): string {
  try {
    return JSON.parse(`"${inner}"`);
  } catch {
    throw BAIL;
  }
}

function marked(characters: string): Uint8Array {
  const codes = new Uint8Array(128);
  [...characters].forEach(character => { codes[character.charCodeAt(0)] = 1; });
  return codes;
}

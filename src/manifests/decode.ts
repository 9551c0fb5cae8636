import { SourceText } from './source-text';

/** Control characters, which YAML does not take. */
// eslint-disable-next-line no-control-regex
const CONTROL = /[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff]/;

/** The text of a file, or why it is none. */
export function decode(bytes: Uint8Array): { readonly text: string } | { readonly problem: string } {
  const [first, second] = bytes;
  const encoding = first === 0xff && second === 0xfe ? 'utf-16le' : first === 0xfe && second === 0xff ? 'utf-16be' : 'utf-8';
  let text: string;
  try {
    text = new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    return { problem: `is not text in ${encoding.toUpperCase()}: save it as UTF-8` };
  }
  const control = CONTROL.exec(text);
  if (control) {
    const { line, column } = new SourceText('', text).placeOf(control.index);
    return { problem: `has the control character U+${hex(control[0])} in line ${line}, column ${column}, so it is no YAML: leave it out` };
  }
  return { text: text.includes('\r') ? text.replace(/\r\n?/g, '\n') : text };
}

function hex(character: string): string {
  return character.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0');
}

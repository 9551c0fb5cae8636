/** Ends the name of a field that is to stand there twice: an object of JavaScript has each once. */
export const DOUBLED = '\u0000';

/** An object as JSON, which is YAML too. */
export function textOf(object: unknown): string {
  return JSON.stringify(object, null, 1).replaceAll('\\u0000":', '":');
}

/** More names say nothing to who reads them. */
const MOST_NAMES = 20;

/** Names or numbers in quotes, one after the other: `'a', 'b'`; of very many the first. */
export function quoted(names: Iterable<string | number>): string {
  const all = [...names];
  const more = all.length > MOST_NAMES ? ` and ${all.length - MOST_NAMES} more` : '';
  return all.slice(0, MOST_NAMES).map(name => `'${name}'`).join(', ') + more;
}

/** Labels as people write a selector: `app=cart,version=v1`. */
export function labelText(labels: { readonly [name: string]: string }): string {
  return Object.entries(labels).map(([name, value]) => `${name}=${value}`).join(',');
}

/** A text, or its beginning. */
export function shortened(text: string, most: number): string {
  return text.length > most ? `${text.slice(0, most)}…` : text;
}

/** Whether one word is another one mistyped: a letter left out, one too many, or two beside each other swapped. A word of three letters may be any other. */
export function isMistyped(word: string, meant: string): boolean {
  const [short, long] = word.length < meant.length ? [word, meant] : [meant, word];
  if (short.length < 4 || long.length - short.length > 1 || word === meant) {
    return false;
  }
  let at = 0;
  while (at < short.length && short[at] === long[at]) {
    at++;
  }
  if (short.length === long.length) {
    return short[at] === long[at + 1] && short[at + 1] === long[at] && short.slice(at + 2) === long.slice(at + 2);
  }
  return /[a-z]/i.test(long[at]) && short.slice(at) === long.slice(at + 1);
}

/** The one of some words that is meant by a mistyped one. */
export function meantBy(word: string, words: Iterable<string>): string | undefined {
  for (const meant of words) {
    if (isMistyped(word, meant)) {
      return meant;
    }
  }
  return undefined;
}

/** The name that is meant by one that nobody knows: letters exchanged, left out, doubled or written in another case. */
export function nearestName(name: string, known: Iterable<string>): string | undefined {
  const plain = plainName(name);
  // Of long names, which are no names, nobody asks.
  let least = plain.length > 64 ? 0 : Math.floor(plain.length / 3) + 1;
  let nearest: string | undefined;
  for (const candidate of known) {
    const other = plainName(candidate);
    const steps = plain === other ? 0 : Math.abs(plain.length - other.length) < least ? distance(plain, other) : least;
    if (steps < least) {
      least = steps;
      nearest = candidate;
    }
  }
  return nearest;
}

function plainName(name: string): string {
  return name.replace(/[-_]/g, '').toLowerCase();
}

/** How many letters have to be put in, left out, replaced or exchanged with their neighbours. */
function distance(a: string, b: string): number {
  let [before, last, row]: number[][] = [[], Array.from({ length: b.length + 1 }, (_, at) => at), []];
  for (let i = 1; i <= a.length; i++) {
    row = [i];
    for (let j = 1; j <= b.length; j++) {
      row[j] = Math.min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1));
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) {
        row[j] = Math.min(row[j], before[j - 2] + 1);
      }
    }
    [before, last] = [last, row];
  }
  return last[b.length];
}

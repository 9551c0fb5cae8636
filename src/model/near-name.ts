/** The name that is meant, perhaps, by one that is unknown: the same in other case, or with two letters wrong at most. */
export function nearName(name: string, known: readonly string[]): string | undefined {
  const lower = name.toLowerCase();
  return known.find(one => one.toLowerCase() === lower) ?? known.find(one => one.length > 8 && isNear(one.toLowerCase(), lower));
}

const MOST = 2;

/** Whether so few letters are added, left out or changed. */
function isNear(one: string, other: string): boolean {
  if (Math.abs(one.length - other.length) > MOST) {
    return false;
  }
  let row = Array.from({ length: other.length + 1 }, (_, at) => at);
  for (let i = 1; i <= one.length; i++) {
    const next = [i];
    for (let j = 1; j <= other.length; j++) {
      next.push(Math.min(next[j - 1] + 1, row[j] + 1, row[j - 1] + (one[i - 1] === other[j - 1] ? 0 : 1)));
    }
    row = next;
  }
  return row[other.length] <= MOST;
}

const NANOSECONDS: { readonly [unit: string]: number } = { h: 3_600e9, m: 60e9, s: 1e9, ms: 1e6, us: 1e3, µs: 1e3, ns: 1 };
const PART = /([\d.]+)(h|ms|m|s|us|µs|ns)/y;

/** A duration as Go writes it (`1m30s`, `0.25s`) in nanoseconds; nothing for what is none. */
export function nanosecondsOf(duration: string): number | undefined {
  let sum = 0;
  PART.lastIndex = 0;
  do {
    const part = PART.exec(duration);
    if (!part) {
      return undefined;
    }
    sum += Math.round(Number(part[1]) * NANOSECONDS[part[2]]);
  } while (PART.lastIndex < duration.length);
  return Number.isNaN(sum) ? undefined : sum;
}

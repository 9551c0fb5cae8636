const NANOSECONDS: { readonly [unit: string]: number } = { h: 3_600e9, m: 60e9, s: 1e9, ms: 1e6, us: 1e3, µs: 1e3, ns: 1 };

/** A duration as Go writes it (`1m30s`, `0.25s`) in nanoseconds; nothing for what is none. */
export function nanosecondsOf(duration: string): number | undefined {
  if (!/^([\d.]+(h|ms|m|s|us|µs|ns))+$/.test(duration)) {
    return undefined;
  }
  const parts = [...duration.matchAll(/([\d.]+)(h|ms|m|s|us|µs|ns)/g)];
  const sum = parts.reduce((all, [, number, unit]) => all + Math.round(Number(number) * NANOSECONDS[unit]), 0);
  return Number.isNaN(sum) ? undefined : sum;
}

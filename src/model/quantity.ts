const SUFFIXES: { readonly [suffix: string]: number } = {
  'n': 1e-9, 'u': 1e-6, 'm': 1e-3, '': 1, 'k': 1e3, 'M': 1e6, 'G': 1e9, 'T': 1e12, 'P': 1e15, 'E': 1e18, 'Ki': 2 ** 10, 'Mi': 2 ** 20, 'Gi': 2 ** 30, 'Ti': 2 ** 40, 'Pi': 2 ** 50, 'Ei': 2 ** 60,
};

/** The number that a quantity of Kubernetes stands for, as `100m`, `1Gi` or `1e3`; NaN if it is none. */
export function quantityOf(text: string | number): number {
  const found = /^([+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?)([a-zA-Z]*)$/.exec(String(text));
  return found && Object.hasOwn(SUFFIXES, found[2]) ? Number(found[1]) * SUFFIXES[found[2]] : NaN;
}

// Which objects are mutated, and how often each.
import { WHOLE, type Given } from './objects-corpus.js';
import { mutate, Pools, type Mutant } from './objects-mutation.js';
import { Random } from './objects-random.js';

/** Of kinds of Istio twice as many: they are what the checks are for. */
const EACH_KIND = 70;

/** So many mutants of each kind for a seed; half of them of objects that show nearly all fields of the kind. */
export function mutants(given: readonly Given[], seed: string): (Mutant & { readonly from: string })[] {
  const pools = new Pools(given.map(({ json }) => json));
  const kinds = new Map<string, Given[]>();
  for (const one of given) {
    const kind = `${one.json.apiVersion as string} ${one.json.kind as string}`.replace(/\/\S*/, '');
    kinds.set(kind, [...kinds.get(kind) ?? [], one]);
  }
  return [...kinds].sort(([a], [b]) => a < b ? -1 : 1).flatMap(([kind, ofKind]) => {
    const random = new Random(`${seed} ${kind}`);
    const count = kind.includes('istio.io') ? 2 * EACH_KIND : EACH_KIND;
    const whole = ofKind.filter(({ from }) => from.startsWith(WHOLE));
    return Array.from({ length: count }, (_, at) => {
      const { from, json } = random.one(at % 2 === 0 && whole.length > 0 ? whole : ofKind);
      return { from, ...mutate(json, random, pools) };
    });
  });
}

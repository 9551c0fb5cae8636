import { IConstruct } from 'constructs';

type Find<T> = (all: readonly IConstruct[]) => T;

/** What was found, by the root of the app and by who looked. */
const found = new WeakMap<IConstruct, Map<Find<unknown>, unknown>>();

/**
 * What is found by looking at all constructs of an app, once for each time that the app is validated, however many ask. For validations alone: nothing is
 * added while they run.
 */
export function onceAPass<T>(scope: IConstruct, find: Find<T>): T {
  const { root } = scope.node;
  let known = found.get(root);
  if (!known) {
    known = new Map();
    found.set(root, known);
    const forget = known;
    // The root is validated first.
    root.node.addValidation({ validate: () => { forget.clear(); return []; } });
  }
  if (!known.has(find)) {
    known.set(find, find(root.node.findAll()));
  }
  return known.get(find) as T;
}

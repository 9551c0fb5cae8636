import { IConstruct } from 'constructs';

/** Judges the objects of an app before the first of them is written. */
type Judge = (root: IConstruct) => void;

let judge: Judge | undefined;
const watched = new WeakSet<IConstruct>();

/** Says who judges. The library's entry does: who makes objects knows nothing of checks. */
export function judgeSynths(by: Judge): void {
  judge = by;
}

/** Has the objects of a construct's app judged at each synth. */
export function watchSynth(construct: IConstruct): void {
  const { root } = construct.node;
  if (!watched.has(root)) {
    watched.add(root);
    root.node.addValidation({ validate: () => { judge?.(root); return []; } });
  }
}

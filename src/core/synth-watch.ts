import { App } from 'cdk8s';
import { IConstruct } from 'constructs';

/** Judges an app that is about to be synthesized; answers what is to be done when that is over. */
type Judge = (app: IConstruct) => () => void;

let judge: Judge | undefined;
const watched = new WeakSet<IConstruct>();

/** Says who judges. The library's entry does: who makes objects knows nothing of checks. */
export function judgeSynths(by: Judge): void {
  judge = by;
}

/** Has a construct's app judged at each synth. */
export function watchSynth(construct: IConstruct): void {
  const { root } = construct.node;
  if (!watched.has(root)) {
    watched.add(root);
    watch(root, 'synth');
    watch(root, 'synthYaml');
  }
}

/** cdk8s has no word for the beginning of a synth: it validates the app once, and once more for each chart. */
function watch(root: IConstruct & Partial<App>, name: 'synth' | 'synthYaml'): void {
  const synth = root[name] as (() => unknown) | undefined;
  if (synth) {
    Object.defineProperty(root, name, {
      configurable: true,
      enumerable: false,
      value: () => {
        const end = judge?.(root);
        try {
          return synth.call(root);
        } finally {
          end?.();
        }
      },
    });
  }
}

import { RouteProblem } from './contribution';

let changes = 0;

/** To be called whenever something changes that route tables are compiled from. */
export function noteChange(): void {
  changes++;
}

/** What was compiled, and the problems found on the way. */
export interface Compiled<T> {
  readonly result: T;
  readonly problems: readonly RouteProblem[];
}

/** Compiles when it is asked, and again only after a change: cdk8s validates an app several times and then renders it. */
export function compileOnce<T>(compile: (problems: RouteProblem[]) => T): () => Compiled<T> {
  let compiled: Compiled<T>;
  let at: number | undefined;
  return () => {
    if (at !== changes) {
      const problems: RouteProblem[] = [];
      compiled = { result: compile(problems), problems };
      at = changes;
    }
    return compiled;
  };
}

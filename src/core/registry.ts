import { IConstruct } from 'constructs';

/** Constructs of one kind in an app, and who wants to know of them. */
interface Known<T> {
  readonly all: T[];
  readonly listeners: { readonly scope: IConstruct; readonly tell: (one: T) => void }[];
}

/** What an app has of one kind of construct, those that are there already and those that will be. */
export class Registry<T extends IConstruct> {
  /** By the root of the app. */
  private readonly byRoot = new WeakMap<IConstruct, Known<T>>();

  /** Notes one of the kind. */
  public note(one: T): void {
    const { all, listeners } = this.knownOf(one);
    all.push(one);
    listeners.filter(({ scope }) => isWithin(one, scope)).forEach(({ tell }) => tell(one));
  }

  /** Tells of each below a scope, those that are there already and those that will be. */
  public onEach(scope: IConstruct, tell: (one: T) => void): void {
    const { all, listeners } = this.knownOf(scope);
    all.filter(one => isWithin(one, scope)).forEach(tell);
    listeners.push({ scope, tell });
  }

  /** Those of the app so far. */
  public of(construct: IConstruct): readonly T[] {
    return this.knownOf(construct).all;
  }

  private knownOf(construct: IConstruct): Known<T> {
    const { root } = construct.node;
    const known = this.byRoot.get(root) ?? { all: [], listeners: [] };
    this.byRoot.set(root, known);
    return known;
  }
}

function isWithin(construct: IConstruct, scope: IConstruct): boolean {
  return construct.node.scopes.includes(scope);
}

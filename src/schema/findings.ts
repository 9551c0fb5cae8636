import { Shape, ShapeType } from './shape';
import { ShapeProblem, ShapeProblemKind } from './shape-problem';

/** A problem whose path is written from its end, while the way back goes up. */
interface Growing {
  readonly path: (string | number)[];
  readonly message: string;
  readonly kind: ShapeProblemKind;
}

/** The problems of one object. Nothing is made of an object that has none. */
export class Findings {
  /** How many problems there are. */
  public count = 0;
  /** How many of them keep rules from being asked: these may trust what they look at. */
  public blocking = 0;
  private readonly problems: Growing[] = [];

  public add(kind: ShapeProblemKind, message: string, ...path: (string | number)[]): void {
    this.count++;
    this.problems.push({ path: path.reverse(), message, kind });
    if (kind === 'type' || kind === 'required' || kind === 'unknown') {
      this.blocking++;
    }
  }

  /** A value that is none of those allowed, which keeps the server too from asking rules. */
  public addBlocking(message: string): void {
    this.add('value', message);
    this.blocking++;
  }

  /** The problems since there were so many stand within this field. */
  public within(step: string | number, since: number): void {
    for (let at = since; at < this.count; at++) {
      this.problems[at].path.push(step);
    }
  }

  public result(): readonly ShapeProblem[] {
    this.problems.forEach(({ path }) => path.reverse());
    return this.problems;
  }
}

const LONGEST = 80;

/** A value as it is shown: short, whatever it is. */
export function show(value: unknown): string {
  if (typeof value === 'string') {
    return JSON.stringify(value.length > LONGEST ? `${value.slice(0, LONGEST)}…` : value);
  }
  return Array.isArray(value) ? 'a list' : typeof value === 'object' && value !== null ? 'an object' : String(value);
}

const TYPES: Record<ShapeType, string> = {
  o: 'an object', a: 'a list', s: 'a string', i: 'an integer', n: 'a number', b: 'true or false', x: 'an integer or a string', q: 'a quantity such as 500m or 1Gi',
};

/** What is wrong with the type of a value. */
export function describeType({ type }: Shape, value: unknown): string {
  const wanted = TYPES[type!];
  if (value === null) {
    return `is null, but must be ${wanted}: give it a value, or leave it out`;
  }
  const isScalar = typeof value === 'number' || typeof value === 'boolean';
  const mend = type === 's' && isScalar ? ': put it into quotes' : typeof value === 'string' && isQuoted(type!, value) ? ': leave out the quotes' : '';
  return `is ${show(value)}, but must be ${wanted}${mend}`;
}

/** Whether a text would be of the type without its quotes. */
function isQuoted(type: ShapeType, text: string): boolean {
  return type === 'b' ? /^(true|false)$/.test(text) : type === 'i' ? /^-?\d+$/.test(text) : type === 'n' && /^-?\d+(\.\d+)?$/.test(text);
}

/** `a, b and c`. */
export function enumerate(names: readonly string[], last: string): string {
  return names.length < 2 ? names.join() : `${names.slice(0, -1).join(', ')} ${last} ${names[names.length - 1]}`;
}

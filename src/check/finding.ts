import { Severity } from './severity';
import { shortened } from './words';
import { FieldPath } from '../manifests/locate';
import { Manifest } from '../manifests/manifest';

/** Something that is wrong. */
export interface Finding {
  /** The rule's id. */
  readonly rule: string;
  readonly severity: Severity;
  /** Lower case, one sentence or two: what is wrong with the object. */
  readonly message: string;
  /** What to do about it. */
  readonly fix: string;
  readonly object: Manifest;
  /** The field of the object. */
  readonly path: FieldPath;
  /** Other objects that have a part in it. */
  readonly others: readonly Manifest[];
  /** How many more there are. */
  readonly unnamed: number;
}

/** A finding that somebody accepts, and why. */
export interface AcceptedFinding extends Finding {
  readonly reason: string;
}

/** Longer than any name may be: the rest of a text is of no use. */
const LONGEST_NAME = 300;

/** A field as people write it: `spec.http[0].route`. */
export function pathText(path: FieldPath): string {
  return path.reduce<string>((text, step) => {
    if (typeof step === 'number') {
      return `${text}[${step}]`;
    }
    const name = shortened(step, LONGEST_NAME);
    return /^[\w-]+$/.test(name) ? `${text}${text === '' ? '' : '.'}${name}` : `${text}[${JSON.stringify(name)}]`;
  }, '');
}

/** An object as people call it: `VirtualService shop/cart`. */
export function objectText({ kind, namespace, name }: Manifest): string {
  const [type, place, own] = [kind, namespace ?? '', name].map(text => shortened(text, LONGEST_NAME));
  return `${type} ${namespace === undefined ? '' : `${place}/`}${name === '' ? '(without a name)' : own}`;
}

import { Severity } from './severity';
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
}

/** A finding that somebody accepts, and why. */
export interface AcceptedFinding extends Finding {
  readonly reason: string;
}

/** A field as people write it: `spec.http[0].route`. */
export function pathText(path: FieldPath): string {
  return path.reduce<string>((text, step) => {
    if (typeof step === 'number') {
      return `${text}[${step}]`;
    }
    return /^[\w-]+$/.test(step) ? `${text}${text === '' ? '' : '.'}${step}` : `${text}[${JSON.stringify(step)}]`;
  }, '');
}

/** An object as people call it: `VirtualService shop/cart`. */
export function objectText({ kind, namespace, name }: Manifest): string {
  return `${kind} ${namespace === undefined ? '' : `${namespace}/`}${name === '' ? '(without a name)' : name}`;
}

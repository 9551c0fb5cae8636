import { FieldPath } from '../manifests/locate';

/** What is wrong with a field, and where it stands. */
export interface ShapeProblem {
  readonly path: FieldPath;
  /** What the value is and what is allowed, in lower case, or the message of the rule that it breaks. */
  readonly message: string;
  readonly kind: ShapeProblemKind;
}

/** The type is wrong, a field is missing, nobody knows it, its value is none of those allowed, a rule is broken, an item of a list is there twice. */
export type ShapeProblemKind = 'type' | 'required' | 'unknown' | 'value' | 'rule' | 'duplicate';

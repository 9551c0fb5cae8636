import { Severity } from './severity';
import { FieldPath } from '../manifests/locate';
import { Manifest } from '../manifests/manifest';
import { Mesh } from '../model/mesh';
import { MeshOptions } from '../model/options';

/** One thing that can be wrong in a mesh, and how it is found. */
export interface Rule {
  /** Its name in messages, settings and acknowledgements: words with dashes between them. It never changes. */
  readonly id: string;
  readonly severity: Severity;
  /** What is wrong, in one line, for a list of rules: 'a route names a subset that no DestinationRule defines'. */
  readonly title: string;
  /** What happens in a mesh that has it, and how one gets there. */
  readonly why: string;
  /** What to do about it. */
  readonly fix: string;
  /** Codes of istioctl analyze (IST0101) and Kiali (KIA1107) that it stands for. */
  readonly codes: readonly string[];
  /** YAML in which it finds something. */
  readonly bad: string;
  /** What mends it: texts of it, each of which stands there once, and what comes in their place. Nothing is found then. */
  readonly mend: { readonly [text: string]: string };
  /** What the examples need to be known besides. */
  readonly exampleOptions?: MeshOptions;

  /** Looks at a mesh and reports what it finds. */
  check(mesh: Mesh, report: Report): void;
}

/** Says that something is wrong with a field of an object. */
export type Report = (at: Manifest, path: FieldPath, message: string, more?: FindingDetails) => void;

/** What a rule may say of a finding beside its message. */
export interface FindingDetails {
  /** What to do about it, closer than the rule says it. */
  readonly fix?: string;
  /** Instead of the rule's. */
  readonly severity?: Severity;
  /** Other objects that have a part in it. */
  readonly others?: readonly Manifest[];
}

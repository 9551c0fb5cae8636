import { AcceptedFinding, Finding } from './finding';
import { grouped } from '../core/grouped';
import { Manifest } from '../manifests/manifest';
import { isOfFile } from '../manifests/origin';
import { annotationsOf } from '../model/metadata';

/** Annotations of this prefix accept findings of one rule at the object: the rule's id is the name, the reason the value. */
export const ANNOTATION_PREFIX = 'accept.cdk8s-istio/';

/** That findings of a rule are accepted: at an object, or at all that a construct puts out. */
export interface Acknowledgement {
  readonly rule: string;
  readonly reason: string;
  readonly object?: Manifest;
  /** A construct's path. */
  readonly construct?: string;
}

/** Findings that nobody accepts, those that somebody does, and acknowledgements that no finding needs. */
export interface Acknowledged {
  readonly open: readonly Finding[];
  readonly accepted: readonly AcceptedFinding[];
  readonly idle: readonly Acknowledgement[];
}

/** What objects accept themselves, by annotations. */
export function annotatedAcknowledgements(manifests: readonly Manifest[]): Acknowledgement[] {
  return manifests.flatMap(object => Object.entries(annotationsOf(object.json))
    .filter(([name]) => name.startsWith(ANNOTATION_PREFIX))
    .map(([name, reason]) => ({ rule: name.slice(ANNOTATION_PREFIX.length), reason: reason.trim(), object })));
}

/** Divides findings into what is accepted and what is not. */
export function acknowledge(findings: readonly Finding[], acknowledgements: readonly Acknowledgement[]): Acknowledged {
  const byRule = grouped(acknowledgements, ({ rule }) => rule);
  const used = new Set<Acknowledgement>();
  const open: Finding[] = [];
  const accepted: AcceptedFinding[] = [];
  for (const finding of findings) {
    // Without a reason nothing is accepted.
    const meant = byRule.get(finding.rule)?.filter(one => one.reason !== '' && concerns(one, finding.object)) ?? [];
    meant.forEach(one => used.add(one));
    if (meant.length > 0) {
      accepted.push({ ...finding, reason: meant[0].reason });
    } else {
      open.push(finding);
    }
  }
  return { open, accepted, idle: acknowledgements.filter(one => !used.has(one)) };
}

/** What is wrong with an acknowledgement that accepts nothing. */
export function idleText({ rule, reason }: Acknowledgement): string {
  return reason === '' ? `accepts findings of rule '${rule}' without a reason, so it accepts none` : `accepts findings of rule '${rule}', of which there are none`;
}

function concerns({ object, construct }: Acknowledgement, subject: Manifest): boolean {
  if (construct === undefined) {
    return object === subject;
  }
  return !isOfFile(subject.origin) && isWithin(subject.origin.construct, construct);
}

function isWithin(path: string, construct: string): boolean {
  return construct === '' || path === construct || path.startsWith(`${construct}/`);
}

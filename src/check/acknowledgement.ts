import { AcceptedFinding, Finding, objectText } from './finding';
import { Manifest } from '../manifests/manifest';
import { isOfFile } from '../manifests/origin';
import { annotationsOf } from '../model/metadata';

/** Annotations of this prefix accept findings of one rule at the object: the rule's id is the name, the reason the value. */
export const ANNOTATION_PREFIX = 'accept.cdk8s-istio/';

/** That findings of a rule are accepted. */
export interface Acknowledgement {
  readonly rule: string;
  readonly reason: string;
  /** The object; undefined for all objects of a construct. */
  readonly object?: Manifest;
  /** The path of a construct, with all that is in it. */
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
    .map(([name, reason]) => ({ rule: name.slice(ANNOTATION_PREFIX.length), reason: String(reason).trim(), object })));
}

/** Divides findings into what is accepted and what is not. */
export function acknowledge(findings: readonly Finding[], acknowledgements: readonly Acknowledgement[]): Acknowledged {
  const byRule = new Map<string, Acknowledgement[]>();
  acknowledgements.forEach(one => byRule.set(one.rule, [...byRule.get(one.rule) ?? [], one]));
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

/** Who accepts, in a few words. */
export function acknowledgerText({ object, construct }: Acknowledgement): string {
  return object ? objectText(object) : `construct '${construct}'`;
}

function concerns({ object, construct }: Acknowledgement, subject: Manifest): boolean {
  if (construct === undefined) {
    return object === subject;
  }
  return !isOfFile(subject.origin) && (construct === '' || subject.origin.construct === construct || subject.origin.construct.startsWith(`${construct}/`));
}

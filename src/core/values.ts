import { Duration } from 'cdk8s';
import { IConstruct } from 'constructs';
import { DNS_LABEL, LABEL_NAME } from './dns-names';
import { fail, show } from './errors';

const HOST_LABEL = /^[a-zA-Z0-9]([-a-zA-Z0-9]{0,61}[a-zA-Z0-9])?$/;
/** Of DNS and of Kubernetes alike. */
const LONGEST_LABEL = 63;
/** Envoy counts in millionths. */
const LEAST_PERCENT = 0.0001;
const HEADER_NAME = /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/;

/** Whether a text is a DNS label (RFC 1123): at most 63 lower case letters, digits and '-'. */
export function isDnsLabel(value: string): boolean {
  return value.length <= LONGEST_LABEL && DNS_LABEL.test(value);
}

function isLabelName(value: string): boolean {
  return value.length <= LONGEST_LABEL && LABEL_NAME.test(value);
}

/** Checks a Kubernetes object name of the strictest kind (RFC 1123 label), as Services and subsets need it. */
export function checkDnsLabel(scope: IConstruct, what: string, value: string): string {
  if (!isDnsLabel(value)) {
    fail(scope, `${what} ${show(value)} is not a DNS label: use at most 63 lower case letters, digits and '-', beginning and ending with a letter or digit`);
  }
  return value;
}

/** Checks the name of a Service. */
export function checkServiceName(scope: IConstruct, what: string, value: string): string {
  if (/^[0-9]/.test(value)) {
    fail(scope, `${what} ${show(value)} begins with a digit, which Kubernetes refuses before 1.36: begin it with a letter`);
  }
  return checkDnsLabel(scope, what, value);
}

/** Checks a Kubernetes object name that may hold dots (RFC 1123 subdomain). */
export function checkDnsSubdomain(scope: IConstruct, what: string, value: string): string {
  if (value.length > 253 || !value.split('.').every(isDnsLabel)) {
    fail(scope, `${what} ${show(value)} is not a DNS subdomain: use at most 253 characters, in DNS labels of lower case letters, digits and '-' joined by '.'`);
  }
  return value;
}

/** Checks a fully qualified host of a gateway; the first label may be `*`. */
export function checkHost(scope: IConstruct, what: string, value: string): string {
  const labels = value.split('.');
  const rest = labels[0] === '*' ? labels.slice(1) : labels;
  const valid = value === '*' || (value.length <= 255 && rest.length >= (labels[0] === '*' ? 1 : 2) && rest.every(label => HOST_LABEL.test(label)));
  if (!valid) {
    fail(scope, `${what} ${show(value)} is no fully qualified host: write for example 'shop.example.com' or '*.example.com', without scheme, port or path`);
  }
  return value;
}

/** Checks labels as Kubernetes takes them. */
export function checkLabels(scope: IConstruct, what: string, labels: { readonly [name: string]: string }): { [name: string]: string } {
  for (const [key, value] of Object.entries(labels)) {
    const [name, prefix, ...more] = key.split('/').reverse();
    const prefixed = prefix === undefined || (prefix.length <= 253 && prefix.split('.').every(isDnsLabel));
    if (more.length > 0 || !prefixed || !isLabelName(name) || !(value === '' || isLabelName(value))) {
      fail(scope, `${what} ${show(key)}: ${show(value)} is not a label: name and value have at most 63 letters, digits and the characters '-_.', beginning and ending with a letter or digit; the name may have a DNS subdomain and '/' before it`);
    }
  }
  return { ...labels };
}

/** Checks a place as Istio knows it, from the widest: region, zone and subzone. */
export function checkLocality(scope: IConstruct, what: string, value: string): string {
  const parts = value.split('/');
  if (parts.length > 3 || !parts.every(isLabelName)) {
    fail(scope, `${what} ${show(value)} is not a locality: write region, region/zone or region/zone/subzone, for example 'europe/frankfurt'`);
  }
  return value;
}

/** Checks that a number is a port. */
export function checkPort(scope: IConstruct, what: string, value: number): number {
  if (!Number.isInteger(value) || value < 1 || value > 65535) {
    fail(scope, `${what} ${value} is not a port: use a whole number from 1 to 65535`);
  }
  return value;
}

/** Checks the HTTP status of an answer that a proxy gives. */
export function checkStatus(scope: IConstruct, what: string, value: number): number {
  if (!Number.isInteger(value) || value < 200 || value > 599) {
    fail(scope, `${what} ${value} is not that of an answer: use a whole number from 200 to 599`);
  }
  return value;
}

/** Checks a share in percent, of traffic or of pods. Istio takes whole numbers only. */
export function checkWeight(scope: IConstruct, what: string, value: number, least = 0): number {
  if (!Number.isInteger(value) || value < least || value > 100) {
    fail(scope, `${what} ${value} is not a share in percent: use a whole number from ${least} to 100`);
  }
  return value;
}

/** Checks a share in percent where Istio takes fractions of one. */
export function checkPercent(scope: IConstruct, what: string, value: number): number {
  if (!(value >= LEAST_PERCENT && value <= 100) && value !== 0) {
    fail(scope, `${what} ${value} is not a share in percent: use 0, or a number from ${LEAST_PERCENT} to 100`);
  }
  return value;
}

/** The same as Istio writes it for requests (`Percent`). */
export function percentJson(scope: IConstruct, what: string, value: number): { value: number } {
  return { value: checkPercent(scope, what, value) };
}

/** Checks a whole number against a lower bound. */
export function checkAtLeast(scope: IConstruct, what: string, value: number, least: number): number {
  if (!Number.isInteger(value) || value < least) {
    fail(scope, `${what} ${value} is not allowed: use a whole number of at least ${least}`);
  }
  return value;
}

/** Checks those counts of some props that are given; each must be at least one. */
export function checkCounts(scope: IConstruct, what: string, counts: { readonly [name: string]: number | undefined }): void {
  for (const [name, value] of Object.entries(counts)) {
    if (value !== undefined) {
      checkAtLeast(scope, `${what}.${name}`, value, 1);
    }
  }
}

/** Answers why an HTTP header name is not one, or undefined. */
export function headerNameProblem(name: string): string | undefined {
  return HEADER_NAME.test(name) ? undefined : `header name ${show(name)} is not valid: use letters, digits and the characters !#$%&'*+.^_\`|~-`;
}

/** Answers why the path of a claim of a token is none, or undefined. */
export function claimPathProblem(path: readonly string[]): string | undefined {
  if (path.length === 0) {
    return 'a claim has no name: give it, or the names from the outermost claim on';
  }
  const odd = path.find(name => name === '' || /[[\]]/.test(name));
  return odd === undefined ? undefined : `claim name ${show(odd)} is not allowed: Istio sets names of claims in brackets, so they are not empty and have no '[' or ']'`;
}

/** A duration as Istio writes it ('5s', '250ms'). Istio takes whole milliseconds of at least one. */
export function istioDuration(scope: IConstruct, what: string, value: Duration): string {
  const millis = value.toMilliseconds({ integral: false });
  if (!Number.isInteger(millis) || millis < 1) {
    fail(scope, `${what} of ${millis} ms is not allowed: Istio takes whole milliseconds of at least 1, for example Duration.millis(250)`);
  }
  return millis % 1000 === 0 ? `${millis / 1000}s` : `${millis}ms`;
}

/** A duration in whole seconds, as Kubernetes takes it. */
export function wholeSeconds(scope: IConstruct, what: string, value: Duration, least: number): number {
  const seconds = value.toSeconds({ integral: false });
  if (!Number.isInteger(seconds) || seconds < least) {
    fail(scope, `${what} of ${seconds} s is not allowed: Kubernetes takes whole seconds, here of at least ${least}`);
  }
  return seconds;
}

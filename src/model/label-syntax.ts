import { DNS_SUBDOMAIN, LABEL_NAME } from '../core/dns-names';

/** Istio takes capitals. */
const ISTIO_DOMAIN = /^[a-zA-Z0-9]([-a-zA-Z0-9]*[a-zA-Z0-9])?(\.[a-zA-Z0-9]([-a-zA-Z0-9]*[a-zA-Z0-9])?)*$/;

const WHAT_NAMES_ARE = 'names are up to 63 letters, digits, and \'-\', \'_\' or \'.\' between them, perhaps behind a domain and \'/\'';

/** What Kubernetes has against the name of a label or annotation; nothing if it takes it. */
export function labelNameProblem(name: string): string | undefined {
  return nameProblem(name, DNS_SUBDOMAIN);
}

/** What Kubernetes has against the value of a label. */
export function labelValueProblem(value: string): string | undefined {
  return value === '' || (LABEL_NAME.test(value) && value.length <= 63) ? undefined
    : `value ${shown(value)} ${value.length > 63 ? `has ${value.length} characters` : 'is none'}: values are up to 63 letters, digits, and '-', '_' or '.' between them`;
}

/** What Istio has against a label in an object of its own, where it takes domains in capitals and values of any length. */
export function istioLabelProblem(name: string, value: string): string | undefined {
  return nameProblem(name, ISTIO_DOMAIN) ?? (value === '' || LABEL_NAME.test(value) ? undefined : labelValueProblem(value));
}

function nameProblem(name: string, domain: RegExp): string | undefined {
  const slash = name.indexOf('/');
  const [prefix, own] = slash < 0 ? [undefined, name] : [name.slice(0, slash), name.slice(slash + 1)];
  const isName = LABEL_NAME.test(own) && own.length <= 63 && (prefix === undefined || (domain.test(prefix) && prefix.length <= 253));
  return isName ? undefined : `name ${shown(name)} is none: ${WHAT_NAMES_ARE}`;
}

const LONGEST = 70;

function shown(text: string): string {
  return `'${text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text}'`;
}

import { isIP } from 'node:net';
import { PolicyAttribute, valuesFor } from '../../../model/authorization-policy';
import { Rule } from '../../rule';

export const policyValueNotReadable: Rule = {
  id: 'policy-value-not-readable',
  severity: 'error',
  title: 'a value of an AuthorizationPolicy is no address, port, service account, trust domain or path template',
  why: 'Istio\'s webhook refuses the policy: addresses are written `192.0.2.7` or `192.0.2.0/24`, ports as numbers and not by their names, service accounts '
    + '`account` or `namespace/account` without wildcards, trust domains without a slash, and in paths braces are only for `{*}` and `{**}`.',
  fix: 'write the value as Istio reads it',
  codes: ['IST0106'],
  bad: `
apiVersion: security.istio.io/v1
kind: AuthorizationPolicy
metadata: { name: cart, namespace: shop }
spec:
  rules:
    - to:
        - operation: { ports: [http] }
`,
  mend: { 'ports: [http]': 'ports: ["8080"]' },

  check(mesh, report) {
    for (const list of valuesFor(mesh, ...CHECKED)) {
      list.values.forEach((value, at) => {
        const problem = value === '' ? undefined : problemOf(list.attribute, value);
        if (problem !== undefined) {
          report(list.policy.manifest, [...list.path, at], `has '${value}' in ${list.field}, ${problem}`);
        }
      });
    }
  },
};

/** What problemOf() knows. */
const CHECKED: readonly PolicyAttribute[] = ['ipBlocks', 'remoteIpBlocks', 'destinationIps', 'ports', 'serviceAccounts', 'trustDomains', 'paths'];

function problemOf(attribute: PolicyAttribute | undefined, value: string): string | undefined {
  switch (attribute) {
    case 'ipBlocks': case 'remoteIpBlocks': case 'destinationIps':
      return isAddress(value) ? undefined : 'which is neither an address nor a range of addresses';
    case 'ports':
      return /^\d+$/.test(value) && Number(value) <= 65535 ? undefined : 'which is no number of a port';
    case 'serviceAccounts':
      return value.includes('*') ? 'and service accounts take no wildcards'
        : /^[^/]+(\/[^/]+)?$/.test(value) ? undefined : 'which is neither \'account\' nor \'namespace/account\'';
    case 'trustDomains':
      return value.includes('/') ? 'and a trust domain has no slash' : /^(\*?[^*]*|[^*]*\*)$/.test(value) ? undefined : 'and a wildcard stands at its beginning or end alone';
    case 'paths':
      return templateProblem(value);
    default:
      return undefined;
  }
}

/** As Go reads addresses and ranges. */
function isAddress(text: string): boolean {
  const [address, bits, ...rest] = text.split('/');
  const version = isIP(address);
  if (version === 0 || rest.length > 0) {
    return false;
  }
  return bits === undefined || (/^(0|[1-9]\d{0,2})$/.test(bits) && Number(bits) <= (version === 4 ? 32 : 128) && !address.includes('%'));
}

function templateProblem(path: string): string | undefined {
  const isTemplate = path.includes('{*}') || path.includes('{**}');
  let rest = false;
  for (const segment of segmentsOf(path)) {
    if (segment === '{*}' || segment === '{**}') {
      if (rest) {
        return 'where something follows \'{**}\'';
      }
      rest = segment === '{**}';
    } else if (/[{}]/.test(segment)) {
      return 'and braces are for \'{*}\' and \'{**}\' as a whole segment alone';
    } else if (isTemplate && !/^[a-zA-Z0-9\-._~%!$&'()+,;:@=]+$/.test(segment)) {
      return `and '${segment}' cannot be a segment of a template`;
    }
  }
  return undefined;
}

/** What stands between slashes, without those at both ends. */
function segmentsOf(path: string): string[] {
  const segments = path.split('/');
  const from = segments.findIndex(segment => segment !== '');
  let to = segments.length;
  while (to > from + 1 && segments[to - 1] === '') {
    to--;
  }
  return from < 0 ? [''] : segments.slice(from, to);
}

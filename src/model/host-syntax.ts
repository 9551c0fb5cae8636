import { isIP } from 'node:net';
import { isIpAddress } from '../schema/formats';

const LABEL = '[a-zA-Z0-9](?:[-a-zA-Z0-9]{0,61}[a-zA-Z0-9])?';
const ONE_LABEL = new RegExp(`^${LABEL}$`);
// A dot at the end says that the name is whole.
const DOMAIN = new RegExp(`^${LABEL}(?:\\.${LABEL})*\\.?$`);
const WITH_WILDCARD = new RegExp(`^(?:\\*|(?:\\*-?)?${LABEL})(?:\\.${LABEL})*\\.?$`);
const LAST_IS_NUMBER = /(?:^|\.)\d+\.?$/;

/** Whether a name is one label of a domain, as Istio takes it for names of subsets, ports and namespaces. */
export function isDnsLabel(name: string): boolean {
  return ONE_LABEL.test(name);
}

/** What most names are: they need no closer look if they are no longer than a label. */
const PLAIN = /^(?:[a-z0-9]+[-.])*[a-z0-9]*[a-z]$/;

/** Whether the last label of a name is a number, as that of no domain is. */
export function endsWithNumber(name: string): boolean {
  return LAST_IS_NUMBER.test(name);
}

/** Whether a name is a domain: labels with dots between them, of which the last is no number. */
export function isDomain(name: string): boolean {
  return isPlain(name) || (name.length <= 255 && DOMAIN.test(name) && !endsWithNumber(name));
}

/** Whether a name is a domain, or one whose first label is or begins with a wildcard. */
export function isDomainOrWildcard(name: string): boolean {
  if (isPlain(name)) {
    return true;
  }
  if (name.length > 255 || !WITH_WILDCARD.test(name)) {
    return false;
  }
  const dot = name.indexOf('.');
  return dot < 0 ? name.length <= 63 : dot <= 63 && !endsWithNumber(name.slice(dot));
}

function isPlain(name: string): boolean {
  return name.length <= 63 && PLAIN.test(name);
}

/** Whether a text is a range of IP addresses, as 10.0.0.0/8. */
export function isCidr(text: string): boolean {
  return text.includes('/') && isIpRange(text);
}

/** Whether a text is an IP address, or a range of them as 10.0.0.0/8. */
export function isIpRange(text: string): boolean {
  const [address, bits, ...rest] = text.split('/');
  const most = isIP(address) === 4 ? 32 : 128;
  return isIpAddress(address) && rest.length === 0 && (bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= most));
}

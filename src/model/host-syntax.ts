import { isIP } from 'node:net';
import { isIpAddress } from '../schema/formats';

const LABEL = /^[a-zA-Z0-9](?:[-a-zA-Z0-9]{0,61}[a-zA-Z0-9])?$/;
const WILDCARD_LABEL = /^(?:\*|(?:\*-?)?[a-zA-Z0-9](?:[-a-zA-Z0-9]*[a-zA-Z0-9])?)$/;

/** Whether a name is one label of a domain, as Istio takes it for names of subsets, ports and namespaces. */
export function isDnsLabel(name: string): boolean {
  return LABEL.test(name);
}

/** Whether a name is a domain: labels with dots between them, of which the last is no number. */
export function isDomain(name: string): boolean {
  // A dot at the end says that the name is whole.
  const labels = name.replace(/\.$/, '').split('.');
  return name.length > 0 && name.length <= 255 && labels.every(isDnsLabel) && !/^\d+$/.test(labels[labels.length - 1]);
}

/** Whether a name is a domain, or one whose first label is or begins with a wildcard. */
export function isDomainOrWildcard(name: string): boolean {
  const [first, ...rest] = name.split('.');
  return name.length <= 255 && first.length <= 63 && WILDCARD_LABEL.test(first) && (rest.join('.') === '' || isDomain(rest.join('.')));
}

/** Whether a text is an IP address, or a range of them as 10.0.0.0/8. */
export function isIpRange(text: string): boolean {
  const [address, bits, ...rest] = text.split('/');
  const most = isIP(address) === 4 ? 32 : 128;
  return isIpAddress(address) && rest.length === 0 && (bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= most));
}

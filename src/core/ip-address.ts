import { isIP } from 'node:net';
import { IConstruct } from 'constructs';
import { fail, show } from './errors';

/** Whether a text is an IPv4 or IPv6 address. */
export function isIpAddress(text: string): boolean {
  return isIP(text) !== 0;
}

/** Checks an address, or a range of them in CIDR notation that is not the whole internet. */
export function checkAddressOrRange(scope: IConstruct, what: string, value: string): string {
  const [address, bits, ...more] = value.split('/');
  const most = isIP(address) === 6 ? 128 : 32;
  const valid = isIpAddress(address) && more.length === 0 && (bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= most));
  if (!valid) {
    fail(scope, `${what} ${show(value)} is neither an IP address nor a range: write for example '203.0.113.7' or '203.0.113.0/24'`);
  }
  if (bits !== undefined && Number(bits) === 0) {
    fail(scope, `${what} ${show(value)} is every address there is: name those of the service`);
  }
  return value;
}

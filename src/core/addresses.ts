import { BlockList, isIP, SocketAddress } from 'net';
import { IConstruct } from 'constructs';
import { fail, show } from './errors';

/** Addresses at which no other host can be reached. */
const UNREACHABLE: readonly { readonly what: string; readonly ranges: readonly string[] }[] = [
  { what: 'the address of no host', ranges: ['0.0.0.0/8', '::/128', '255.255.255.255/32'] },
  { what: 'a loopback address, which is each host\'s own', ranges: ['127.0.0.0/8', '::1/128'] },
  { what: 'a link-local address, which holds on one link only', ranges: ['169.254.0.0/16', 'fe80::/10'] },
  { what: 'a multicast address, which is many hosts\'', ranges: ['224.0.0.0/4', 'ff00::/8'] },
  { what: 'an IPv4 address in the notation of IPv6', ranges: ['::ffff:0:0/96'] },
];

/** Checks the IP address of one host, and answers it in its one canonical spelling. */
export function checkHostAddress(scope: IConstruct, what: string, value: string): string {
  const family = isIP(value);
  if (family === 0 || value.includes('%')) {
    fail(scope, `${what} ${show(value)} is not an IP address: Istio finds a workload of a Kubernetes Service by its address alone, write for example '10.20.0.11'`);
  }
  const wrong = UNREACHABLE.find(one => one.ranges.some(range => inRange(value, range)));
  if (wrong) {
    fail(scope, `${what} ${show(value)} is ${wrong.what}: write the address at which callers reach the host, for example '10.20.0.11'`);
  }
  return family === 4 ? value : new SocketAddress({ address: value, family: 'ipv6' }).address;
}

/** Checks a range of addresses in CIDR notation. */
export function checkAddressRange(scope: IConstruct, what: string, value: string): string {
  if (!isRange(value)) {
    fail(scope, `${what} ${show(value)} is not a range of addresses: write for example '10.244.0.0/16'`);
  }
  return value;
}

/** Checks an address, or a range of them in CIDR notation that is not the whole internet. */
export function checkAddressOrRange(scope: IConstruct, what: string, value: string): string {
  if (!isIpAddress(value) && !isRange(value)) {
    fail(scope, `${what} ${show(value)} is neither an IP address nor a range: write for example '203.0.113.7' or '203.0.113.0/24'`);
  }
  if (value.endsWith('/0')) {
    fail(scope, `${what} ${show(value)} is every address there is: name those of the service`);
  }
  return value;
}

/** The range that holds one address alone. */
export function rangeOf(address: string): string {
  return `${address}/${isIP(address) === 4 ? 32 : 128}`;
}

/** Whether a text is an IPv4 or IPv6 address. */
export function isIpAddress(text: string): boolean {
  return isIP(text) !== 0;
}

function isRange(text: string): boolean {
  const [address, prefix, ...more] = text.split('/');
  return isIpAddress(address) && more.length === 0 && /^\d{1,3}$/.test(prefix ?? '') && Number(prefix) <= (isIP(address) === 4 ? 32 : 128);
}

/** Whether an address lies in a range. */
export function inRange(address: string, range: string): boolean {
  const [net, prefix] = range.split('/');
  if (isIP(net) !== isIP(address)) {
    return false;
  }
  const list = new BlockList();
  const family = isIP(net) === 4 ? 'ipv4' : 'ipv6';
  list.addSubnet(net, Number(prefix), family);
  return list.check(address, family);
}

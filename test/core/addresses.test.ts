import { Construct } from 'constructs';
import fc from 'fast-check';
import { checkAddressOrRange, checkAddressRange, checkHostAddress, inRange, isIpAddress } from '../../src/core/addresses';
import { expectFailure, newChart } from '../service/fixtures';

const scope = () => new Construct(newChart(), 'here');

describe('the address of a host', () => {
  test.each([
    ['10.20.0.11', '10.20.0.11'],
    ['fd00::11', 'fd00::11'],
    ['FD00:0:0:0::0011', 'fd00::11'],
  ])('%s is %s', (given, written) => {
    expect(checkHostAddress(scope(), 'address', given)).toBe(written);
  });

  test('is any of IPv4 that is a host\'s own', () => {
    fc.assert(fc.property(fc.ipV4(), address => {
      const [first, second] = address.split('.').map(Number);
      const none = first === 0 || first === 127 || first >= 224 || (first === 169 && second === 254);
      const answer = () => checkHostAddress(scope(), 'address', address);
      if (none && !(first >= 240 && address !== '255.255.255.255')) {
        expect(answer).toThrow('write the address at which callers reach the host');
      } else {
        expect(answer()).toBe(address);
      }
    }));
  });

  test.each(['', 'vm1.example.com', '10.20.0', '10.20.0.256', '10.20.0.011', '10.20.0.11:80', '10.20.0.0/24', 'unix:///run/x', 'fd00::11%eth0', '[fd00::11]'])('fails: %s', address => {
    expectFailure(() => checkHostAddress(scope(), 'address', address), `[chart/here] address '${address}' is not an IP address`, 'for example \'10.20.0.11\'');
  });

  test.each([
    ['0.0.0.0', 'the address of no host'],
    ['::', 'the address of no host'],
    ['255.255.255.255', 'the address of no host'],
    ['127.0.0.1', 'a loopback address'],
    ['::1', 'a loopback address'],
    ['169.254.169.254', 'a link-local address'],
    ['fe80::1', 'a link-local address'],
    ['224.0.0.1', 'a multicast address'],
    ['ff02::1', 'a multicast address'],
    ['::ffff:10.0.0.1', 'an IPv4 address in the notation of IPv6'],
  ])('fails: %s is %s', (address, what) => {
    expectFailure(() => checkHostAddress(scope(), 'address', address), `[chart/here] address '${address}' is ${what}`);
  });
});

describe('a range of addresses', () => {
  test('holds what begins like it', () => {
    expect(inRange('10.244.3.1', '10.244.0.0/16')).toBe(true);
    expect(inRange('10.245.3.1', '10.244.0.0/16')).toBe(false);
    expect(inRange('fd00::1', 'fd00::/64')).toBe(true);
    expect(inRange('10.244.3.1', 'fd00::/64')).toBe(false);
  });

  test.each(['10.244.0.0', '10.244.0.0/33', 'fd00::/129', '/16', '10.244.0.0/', 'pods/16', '10.244.0.0/16/2'])('fails: %s', range => {
    expectFailure(() => checkAddressRange(scope(), 'range', range), `[chart/here] range '${range}' is not a range of addresses`, 'for example \'10.244.0.0/16\'');
  });
});

describe('an address or a range', () => {
  test.each(['192.0.2.7', '2001:db8::7'])('%s is an address', address => {
    expect(isIpAddress(address)).toBe(true);
  });

  test.each(['192.0.2.7', '192.0.2.0/24', '192.0.2.7/32', '2001:db8::/128'])('%s is an address or a range', value => {
    expect(checkAddressOrRange(scope(), 'address', value)).toBe(value);
  });

  test.each(['example.com', '192.0.2', '192.0.2.0/33', '2001:db8::/129', '192.0.2.0/', '192.0.2.0/8/8', '192.0.2.0/-1'])('fails for %s', value => {
    expectFailure(() => checkAddressOrRange(scope(), 'address', value), `[chart/here] address '${value}' is neither an IP address nor a range`);
  });

  test.each(['0.0.0.0/0', '::/0'])('fails for %s, which is every address', value => {
    expectFailure(() => checkAddressOrRange(scope(), 'address', value), 'is every address there is');
  });
});

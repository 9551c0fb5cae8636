import fc from 'fast-check';
import { HostMap, hostsOverlap, hostWithin, qualifiedHost, serviceOfHost } from '../../src/model/hosts';

describe('a host', () => {
  test('without dots is of a service beside it', () => {
    expect(['cart', 'cart.shop', '*', '*.shop', ''].map(host => qualifiedHost(host, 'front', 'cluster.local')))
      .toEqual(['cart.front.svc.cluster.local', 'cart.shop', '*', '*.shop', '']);
  });

  test('is within a wildcard above it, and within itself', () => {
    expect(hostWithin('a.example.com', '*.example.com')).toBe(true);
    expect(hostWithin('*.a.example.com', '*.example.com')).toBe(true);
    expect(hostWithin('a.example.com', '*')).toBe(true);
    expect(hostWithin('a.example.com', 'a.example.com')).toBe(true);
    expect(hostWithin('*.example.com', 'a.example.com')).toBe(false);
    expect(hostWithin('example.com', '*.example.com')).toBe(false);
    expect(hostWithin('a.example.com', 'b.example.com')).toBe(false);
  });

  test('overlaps with what has a name in common', () => {
    expect(hostsOverlap('a.example.com', '*.example.com')).toBe(true);
    expect(hostsOverlap('*.example.com', 'a.example.com')).toBe(true);
    expect(hostsOverlap('*.example.com', '*.example.org')).toBe(false);
  });

  test('of the cluster is a service', () => {
    expect(serviceOfHost('cart.shop.svc.cluster.local', 'cluster.local')).toEqual({ name: 'cart', namespace: 'shop' });
    expect(['cart.shop', 'cart.shop.svc.other', '*.shop.svc.cluster.local', 'shop.svc.cluster.local', 'a.cart.shop.svc.cluster.local']
      .map(host => serviceOfHost(host, 'cluster.local'))).toEqual([undefined, undefined, undefined, undefined, undefined]);
  });
});

describe('a map of hosts', () => {
  const map = new HostMap<string>();
  ['a.example.com', '*.example.com', '*.b.example.com', '*'].forEach(host => map.set(host, host));

  test('finds by the host itself, then by the longest wildcard', () => {
    expect(['a.example.com', 'c.example.com', 'c.b.example.com', 'b.example.com', 'example.com', '*.example.com', '*.c.example.com'].map(host => map.find(host)))
      .toEqual(['a.example.com', '*.example.com', '*.b.example.com', '*.example.com', '*', '*.example.com', '*.example.com']);
    expect(new HostMap<string>().find('a')).toBeUndefined();
  });

  test('keeps one value for a pattern, and tells patterns from hosts', () => {
    const own = new HostMap<number>();
    own.set('a', 1);
    own.set('a', 2);
    own.set('*.a', 3);
    own.set('*.a', 4);
    expect([own.get('a'), own.get('*.a'), own.get('b.a'), own.find('b.a')]).toEqual([2, 4, undefined, 4]);
  });

  test('finds what a look at all patterns finds', () => {
    const label = fc.constantFrom('a', 'b', 'c');
    const host = fc.array(label, { minLength: 1, maxLength: 4 }).map(labels => labels.join('.'));
    const pattern = fc.oneof(host, host.map(one => `*.${one}`), fc.constant('*'));
    fc.assert(fc.property(fc.uniqueArray(pattern), host, (patterns, asked) => {
      const own = new HostMap<string>();
      patterns.forEach(one => own.set(one, one));
      const fits = patterns.filter(one => hostWithin(asked, one)).sort((a, b) => Number(a.startsWith('*')) - Number(b.startsWith('*')) || b.length - a.length);
      expect(own.find(asked)).toBe(fits[0]);
    }));
  });
});

import { isCidr, isDnsLabel, isDomain, isDomainOrWildcard, isIpRange } from '../../src/model/host-syntax';

describe('names of hosts', () => {
  test('are labels of up to 63 letters, digits and dashes', () => {
    expect(['a', 'a-b', '1a', 'A', 'a'.repeat(63)].filter(name => !isDnsLabel(name))).toEqual([]);
    expect(['', '-a', 'a-', 'a.b', 'a_b', 'a'.repeat(64), '*'].filter(isDnsLabel)).toEqual([]);
  });

  test('are labels with dots between them', () => {
    expect(['a', 'a.b', 'a.b.', '1.a', 'a.1b'].filter(name => !isDomain(name))).toEqual([]);
    expect(['', '.', 'a..b', '*.a', 'a:80', 'a/b', '10.0.0.1', 'a.1', `${'a.'.repeat(128)}a`].filter(isDomain)).toEqual([]);
    expect(isDomain(`${'a.'.repeat(127)}a`)).toBe(true);
  });

  test('may begin with a wildcard', () => {
    expect(['*', '*.a', '*a.b', '*-a.b', 'a.b', 'a', 'a.'].filter(name => !isDomainOrWildcard(name))).toEqual([]);
    expect(['', '**', 'a*', 'a.*', '*.*', '*--a', '*.1', 'a:80', '*.a..b', `*${'a'.repeat(63)}`, `a.${'a.'.repeat(127)}a`].filter(isDomainOrWildcard)).toEqual([]);
  });

  test('may have a first label of 63 characters, its wildcard among them, and 255 in all', () => {
    const [first, whole] = [`*${'a'.repeat(62)}`, `*.${'a.'.repeat(126)}a`];
    expect([first, `${first}.b`, whole].map(name => [name.length, isDomainOrWildcard(name)])).toEqual([[63, true], [65, true], [255, true]]);
    expect([`*a${'a'.repeat(62)}.b`, `${whole}.`].filter(isDomainOrWildcard)).toEqual([]);
  });
});

describe('addresses', () => {
  test('may be a range', () => {
    expect(['10.0.0.1', '10.0.0.0/0', '10.0.0.0/32', '::/128', '::1'].filter(text => !isIpRange(text))).toEqual([]);
    expect(['10.0.0.0/33', '::/129', '10.0.0.0/', '10.0.0.0/a', '10.0.0.0/8/8', '10.0.0.0/+8', '10.0.0.0/1e1', '/8', 'a/8'].filter(isIpRange)).toEqual([]);
  });
});

test('a range of addresses has its bits', () => {
  expect(['10.0.0.0/8', '::/0', '10.0.0.1/32'].filter(isCidr)).toHaveLength(3);
  expect(['10.0.0.1', '10.0.0.0/33', 'shop/8', '10.0.0.0/', '10.0.0.0/8/8', ''].filter(isCidr)).toEqual([]);
});

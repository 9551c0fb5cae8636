import { policyValueNotReadable } from '../../../../src/check/rules/security/policy-value-not-readable';
import { authorization, found } from '../../objects/as-json';

const told = (rule: object) => found(policyValueNotReadable, [authorization({ rules: [rule] })]).map(text => text.replace('AuthorizationPolicy shop/cart spec.rules[0].', ''));
const inSource = (field: string, value: string) => told({ from: [{ source: { [field]: [value] } }] }).map(text => text.replace(/^.*: has/, 'has'));
const inPaths = (value: string) => told({ to: [{ operation: { paths: [value] } }] }).map(text => text.replace(/^.*: has/, 'has'));

describe('a value of a policy', () => {
  test('is told at its place', () => {
    expect(told({ from: [{ source: { ipBlocks: ['192.0.2.1', '192.0.2'] } }] })).toEqual([
      'from[0].source.ipBlocks[1]: has \'192.0.2\' in ipBlocks, which is neither an address nor a range of addresses',
    ]);
    expect(told({ when: [{ key: 'destination.port', notValues: ['http'] }] })).toEqual(['when[0].notValues[0]: has \'http\' in notValues, which is no number of a port']);
  });

  test.each(['192.0.2', '192.0.2.1/33', '192.0.2.1/', '192.0.2.1/8/8', 'example.com', '010.0.0.1', '2001:db8::/129', '192.0.2.1/08', 'fe80::1%eth0/64', '192.0.2.1/a'])(
    '%s is no address', value => expect(inSource('notRemoteIpBlocks', value)).toHaveLength(1));

  test.each(['192.0.2.1', '192.0.2.1/32', '0.0.0.0/0', '2001:db8::/128', '::1', 'fe80::1%eth0', ''])('%s is an address, or none at all', value => {
    expect(inSource('ipBlocks', value)).toEqual([]);
    expect(told({ when: [{ key: 'destination.ip', values: [value] }] })).toEqual([]);
  });

  test.each([['65536', 1], ['-1', 1], ['http', 1], ['80-90', 1], ['65535', 0], ['0', 0], ['8080', 0]])('%s is a port or not', (value, problems) => {
    expect(told({ to: [{ operation: { notPorts: [value] } }] })).toHaveLength(problems);
  });

  test('is a service account', () => {
    expect(inSource('serviceAccounts', 'shop/*')).toEqual(['has \'shop/*\' in serviceAccounts, and service accounts take no wildcards']);
    expect(inSource('notServiceAccounts', 'a/b/c')).toEqual(['has \'a/b/c\' in notServiceAccounts, which is neither \'account\' nor \'namespace/account\'']);
    expect(['/cart', 'shop/'].flatMap(value => inSource('serviceAccounts', value))).toHaveLength(2);
    expect(['cart', 'shop/cart'].flatMap(value => inSource('serviceAccounts', value))).toEqual([]);
  });

  test('is a trust domain', () => {
    expect(inSource('trustDomains', 'a/b')).toEqual(['has \'a/b\' in trustDomains, and a trust domain has no slash']);
    expect(inSource('trustDomains', 'a*b')).toEqual(['has \'a*b\' in trustDomains, and a wildcard stands at its beginning or end alone']);
    expect(inSource('trustDomains', '*b*')).toHaveLength(1);
    expect(['*', 'a*', '*b', 'cluster.local'].flatMap(value => inSource('trustDomains', value))).toEqual([]);
  });

  test('is a template of a path', () => {
    expect(inPaths('/a/{**}/b/{*}')).toEqual(['has \'/a/{**}/b/{*}\' in paths, where something follows \'{**}\'']);
    expect(inPaths('/a/{**}/{**}')).toHaveLength(1);
    expect(inPaths('/a/{id}')).toEqual(['has \'/a/{id}\' in paths, and braces are for \'{*}\' and \'{**}\' as a whole segment alone']);
    expect(inPaths('/a/x{*}')).toHaveLength(1);
    expect(inPaths('/a b/{*}')).toEqual(['has \'/a b/{*}\' in paths, and \'a b\' cannot be a segment of a template']);
    expect(['/a/{*}/b/{**}', '/a/{**}/b', '/{*}/', '/a b', '/a/*', '/a//b'].flatMap(inPaths)).toEqual([]);
    expect(inPaths('/a//{*}')).toHaveLength(1);
  });
});

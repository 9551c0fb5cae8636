import { secretRefused } from '../../../../src/check/rules/workload/secret-refused';
import { finder, object } from '../../objects/workloads';

const find = finder(secretRefused);
const secret = (type: string | undefined, rest: object = {}, metadata: object = {}) => find([object('v1', 'Secret', 'a', { type, ...rest }, metadata)]);

describe('a Secret', () => {
  test('has the keys of its type', () => {
    expect(secret('kubernetes.io/tls', { data: { cert: 'YQ==' } })).toEqual(['Secret shop/a data: is of type kubernetes.io/tls and has no tls.crt and no tls.key']);
    expect(secret('kubernetes.io/tls')).toHaveLength(1);
    expect(secret('kubernetes.io/tls', { data: { 'tls.crt': 'YQ==' }, stringData: { 'tls.key': 'a' } })).toEqual([]);
    expect(secret('kubernetes.io/dockerconfigjson', { stringData: {} })).toEqual([expect.stringContaining('Secret shop/a stringData: is of type kubernetes.io/dockerconfigjson and has no .dockerconfigjson')]);
  });

  test('has one key of several', () => {
    expect(secret('kubernetes.io/basic-auth', { data: {} })).toEqual([expect.stringContaining('has no username or password')]);
    expect(secret('kubernetes.io/basic-auth', { data: { password: 'YQ==' } })).toEqual([]);
  });

  test('names the account whose token it is', () => {
    expect(secret('kubernetes.io/service-account-token')).toEqual([expect.stringContaining('has no annotation kubernetes.io/service-account.name')]);
    expect(secret('kubernetes.io/service-account-token', {}, { annotations: { 'kubernetes.io/service-account.name': 'cart' } })).toEqual([]);
  });

  test('of another type has what keys it likes', () => {
    expect([secret(undefined), secret('Opaque'), secret('example.com/own', { data: { a: 'YQ==' } }), secret('toString')].flat()).toEqual([]);
  });
});

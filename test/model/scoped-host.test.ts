import { scopedHostProblem } from '../../src/model/scoped-host';

describe('forms of hosts', () => {
  test('a namespace is needed by Sidecars only, and an address is a host of Gateways only', () => {
    expect(scopedHostProblem('a.example.com', 'gateway')).toBeUndefined();
    expect(scopedHostProblem('a.example.com', 'sidecar')).toBe('has no namespace before it');
    expect(scopedHostProblem('./192.0.2.1', 'gateway')).toBeUndefined();
    expect(scopedHostProblem('./192.0.2.1', 'sidecar')).toBe('ends with a number, as no name of DNS does');
    expect(scopedHostProblem('./::1', 'gateway')).toBe('has no dot, so that Istio takes it for a short name');
    expect(scopedHostProblem('::ffff:192.0.2.1', 'gateway')).toBeUndefined();
    expect(scopedHostProblem('256.1.1.1', 'gateway')).toBe('ends with a number, as no name of DNS does');
    expect(scopedHostProblem('./::1', 'sidecar')).toBe('has a port, \':1\', in it');
    expect(scopedHostProblem('~/*', 'sidecar')).toBeUndefined();
    expect(scopedHostProblem('~/*', 'gateway')).toBe('has \'~\' before the slash, which is no namespace');
  });

  test('are at most 255 characters long', () => {
    expect(scopedHostProblem(`${'a.'.repeat(127)}a`, 'gateway')).toBeUndefined();
    expect(scopedHostProblem(`${'a.'.repeat(127)}aa`, 'gateway')).toBe('is longer than 255 characters');
  });
});

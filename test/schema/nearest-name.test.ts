import { nearestName } from '../../src/schema/nearest-name';

const KNOWN = ['consecutive5xxErrors', 'consecutiveGatewayErrors', 'interval', 'baseEjectionTime', 'host', 'hosts', 'tls', 'port'];

test.each([
  ['consecutive5xxError', 'consecutive5xxErrors'], ['consecutive5XXerrors', 'consecutive5xxErrors'], ['consecutive_gateway_errors', 'consecutiveGatewayErrors'], ['intreval', 'interval'],
  ['baseEjectTime', 'baseEjectionTime'], ['Host', 'host'], ['hots', 'host'], ['ports', 'port'], ['TLS', 'tls'],
])('%s means %s', (name, nearest) => {
  expect(nearestName(name, KNOWN)).toBe(nearest);
});

test.each(['elephant', 'x', '', 'x'.repeat(100_000)])('nothing is near to %.20s', name => {
  expect(nearestName(name, KNOWN)).toBeUndefined();
});

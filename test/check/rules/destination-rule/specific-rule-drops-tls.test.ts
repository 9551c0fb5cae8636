import { checkMesh } from '../../../../src/check/check-mesh';
import { specificRuleDropsTls } from '../../../../src/check/rules/destination-rule/specific-rule-drops-tls';
import { findingsIn, meshOf } from '../../fixtures';
import { destinationRule, policy, serviceEntry } from '../../objects/meshes';

const ENTRY = serviceEntry('resolution: DNS');
const wide = (mode: string, more = {}) => policy(`tls: { mode: ${mode} }`, { name: 'wide', host: '*.example.com', ...more });
const one = (spec: string) => destinationRule(spec, { host: 'ledger.example.com' });
const POOL = 'trafficPolicy: { connectionPool: { tcp: {} } }';
const find = (...yaml: string[]) => findingsIn(yaml.join(''), [specificRuleDropsTls]);

describe('a rule for one host', () => {
  test('hides the TLS of a rule for many', () => {
    expect(find(ENTRY, wide('SIMPLE'), one(POOL))).toEqual([
      'specific-rule-drops-tls: DestinationRule shop/reviews spec: says nothing of TLS to \'ledger.example.com\', and hides mode \'SIMPLE\' of DestinationRule \'shop/wide\' for '
      + '\'*.example.com\'',
    ]);
    expect(find(ENTRY, wide('SIMPLE', { namespace: 'istio-system' }), one(POOL))).toHaveLength(1);
  });

  test('is an error where TLS is lost, a warning where it is won', () => {
    const severity = (mode: string) =>
      checkMesh(meshOf(ENTRY + wide(mode) + one(POOL)), { rules: [specificRuleDropsTls] }).findings.map(found => found.severity);
    expect(['SIMPLE', 'MUTUAL', 'DISABLE', 'ISTIO_MUTUAL'].map(severity)).toEqual([['error'], ['error'], ['warning'], []]);
    const lost = findingsIn(ENTRY + wide('ISTIO_MUTUAL') + one(POOL), [specificRuleDropsTls], { meshConfig: { enableAutoMtls: false } });
    expect(lost).toHaveLength(1);
  });

  test('says something of TLS itself, at the host, a port or a subset', () => {
    expect(find(ENTRY, wide('SIMPLE'), one('trafficPolicy: { tls: { mode: SIMPLE } }'))).toEqual([]);
    expect(find(ENTRY, wide('SIMPLE'), one('trafficPolicy: { portLevelSettings: [{ port: { number: 80 }, tls: {} }] }'))).toEqual([]);
    expect(find(ENTRY, wide('SIMPLE'), one('subsets: [{ name: v1, trafficPolicy: { tls: {} } }]'))).toEqual([]);
  });

  test('hides nothing of rules that would not hold for it', () => {
    expect(find(ENTRY, wide('SIMPLE', { host: '*.example.org' }), one(POOL))).toEqual([]);
    expect(find(ENTRY, wide('SIMPLE', { namespace: 'front' }), one(POOL))).toEqual([]);
    expect(find(wide('SIMPLE'), one(POOL))).toEqual([]);
    expect(find(ENTRY, policy('connectionPool: {}', { name: 'wide', host: '*.example.com' }), one(POOL))).toEqual([]);
  });
});

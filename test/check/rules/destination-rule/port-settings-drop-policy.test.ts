import { checkMesh } from '../../../../src/check/check-mesh';
import { portSettingsDropPolicy } from '../../../../src/check/rules/destination-rule/port-settings-drop-policy';
import { findingsIn, meshOf } from '../../fixtures';
import { destinationRule } from '../../objects/meshes';

const withPort = (whole: string, port: string) => destinationRule(`trafficPolicy: { ${whole}, portLevelSettings: [{ port: { number: 80 }, ${port} }] }`);
const find = (yaml: string, options = {}) => findingsIn(yaml, [portSettingsDropPolicy], options).map(text => text.replace(/^.*shop\/reviews /, ''));
const POOL = 'connectionPool: { tcp: { maxConnections: 1 } }';

describe('settings of a port', () => {
  test('leave out what only the whole policy says', () => {
    expect(find(withPort('tls: { mode: SIMPLE }, outlierDetection: {}, loadBalancer: { consistentHash: {} }', POOL))).toEqual([
      'spec.trafficPolicy.portLevelSettings[0]: leaves out \'tls\', \'outlierDetection\', \'loadBalancer\' of the policy for all ports at port 80',
    ]);
    expect(find(withPort(POOL, 'tls: {}'))).toEqual([expect.stringContaining('leaves out \'connectionPool\' ')]);
    expect(find(withPort('tls: { mode: SIMPLE }', 'tls: {}'))).toEqual([]);
    expect(find(destinationRule('trafficPolicy: { portLevelSettings: [{ port: { number: 80 }, tls: {} }] }'))).toEqual([]);
  });

  test('are an error where TLS to a server of its own is lost', () => {
    const severity = (tls: string) => checkMesh(meshOf(withPort(`tls: { mode: ${tls} }`, POOL)), { rules: [portSettingsDropPolicy] }).findings.map(one => one.severity);
    expect(['SIMPLE', 'MUTUAL', 'DISABLE', 'ISTIO_MUTUAL'].map(severity)).toEqual([['error'], ['error'], ['warning'], []]);
  });

  test('lose nothing where proxies use mTLS by themselves', () => {
    const yaml = withPort('tls: { mode: ISTIO_MUTUAL }', POOL);
    expect(find(yaml, { meshConfig: { enableAutoMtls: true } })).toEqual([]);
    expect(find(yaml, { meshConfig: { enableAutoMtls: false } })).toHaveLength(1);
  });

  test('lose little where requests were only spread in a simple way', () => {
    expect(find(withPort('loadBalancer: { simple: RANDOM }', POOL))).toEqual([]);
    expect(find(withPort('loadBalancer: { simple: PASSTHROUGH }', POOL))).toHaveLength(1);
    expect(find(withPort('loadBalancer: { simple: RANDOM, localityLbSetting: {} }', POOL))).toHaveLength(1);
  });

  test('of a subset lose what the host says too', () => {
    const subset = (whole: string) => find(destinationRule(`trafficPolicy: { ${whole} }
  subsets: [{ name: v1, trafficPolicy: { outlierDetection: {}, portLevelSettings: [{ port: { number: 80 }, ${POOL} }] } }]`));
    expect(subset('tls: { mode: SIMPLE }')).toEqual([
      'spec.subsets[0].trafficPolicy.portLevelSettings[0]: leaves out \'tls\', \'outlierDetection\' of the policy for all ports at port 80',
    ]);
    // What the host says for that port takes the place of what it says for all.
    expect(subset('tls: { mode: SIMPLE }, portLevelSettings: [{ port: { number: 80 }, tls: { mode: ISTIO_MUTUAL } }]')).toEqual([
      'spec.subsets[0].trafficPolicy.portLevelSettings[0]: leaves out \'outlierDetection\' of the policy for all ports at port 80',
    ]);
    expect(subset('tls: { mode: SIMPLE }, portLevelSettings: [{ port: { number: 81 }, tls: { mode: SIMPLE } }]')).toEqual([
      expect.stringContaining('\'tls\', \'outlierDetection\''),
    ]);
  });
});

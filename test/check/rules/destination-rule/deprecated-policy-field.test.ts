import { checkMesh } from '../../../../src/check/check-mesh';
import { deprecatedPolicyField } from '../../../../src/check/rules/destination-rule/deprecated-policy-field';
import { meshOf } from '../../fixtures';
import { policy } from '../../objects/meshes';

const find = (text: string) => checkMesh(meshOf(policy(text)), { rules: [deprecatedPolicyField] }).findings.map(({ path, message, fix }) => `${path.slice(2).join('.')}: ${message}: ${fix}`);

describe('old names', () => {
  test('are found, and the new ones are said', () => {
    expect(find('loadBalancer: { simple: LEAST_CONN }')).toEqual(['loadBalancer.simple: uses \'LEAST_CONN\', which is deprecated: write LEAST_REQUEST']);
    expect(find('loadBalancer: { warmupDurationSecs: 10s }')).toEqual([
      'loadBalancer.warmupDurationSecs: uses \'warmupDurationSecs\', which is deprecated: write warmup.duration',
    ]);
    expect(find('loadBalancer: { consistentHash: { minimumRingSize: 5 } }')).toEqual([
      'loadBalancer.consistentHash.minimumRingSize: uses \'minimumRingSize\', which is deprecated: write ringHash.minimumRingSize',
    ]);
    expect(find('outlierDetection: { consecutiveErrors: 5 }')).toEqual([
      'outlierDetection.consecutiveErrors: uses \'consecutiveErrors\', which is deprecated: write consecutive5xxErrors or consecutiveGatewayErrors',
    ]);
  });

  test('are not new ones, nor zeros', () => {
    expect(find('loadBalancer: { simple: LEAST_REQUEST, warmup: { duration: 10s } }, outlierDetection: { consecutiveErrors: 0 }')).toEqual([]);
    expect(find('loadBalancer: { consistentHash: { minimumRingSize: 0 } }, outlierDetection: { consecutive5xxErrors: 5 }')).toEqual([]);
    expect(find('tls: {}')).toEqual([]);
  });
});

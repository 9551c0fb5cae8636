import { emptyTrafficPolicy } from '../../../../src/check/rules/destination-rule/empty-traffic-policy';
import { findingsIn } from '../../fixtures';
import { destinationRule } from '../../objects/meshes';

const find = (spec: string) => findingsIn(destinationRule(spec), [emptyTrafficPolicy]).map(text => text.replace(/^.*shop\/reviews /, ''));

describe('a policy that says nothing', () => {
  test('is found at each place', () => {
    expect(find('trafficPolicy: {}')).toEqual(['spec.trafficPolicy: has a traffic policy without any field']);
    expect(find('trafficPolicy: { tls: null }')).toHaveLength(1);
    expect(find('subsets: [{ name: v1, trafficPolicy: {} }]')).toEqual(['spec.subsets[0].trafficPolicy: has a traffic policy without any field']);
    expect(find('trafficPolicy: { portLevelSettings: [{ port: { number: 80 } }] }')).toEqual([
      'spec.trafficPolicy.portLevelSettings[0]: has settings for port 80 without any field',
    ]);
    expect(find('trafficPolicy: { connectionPool: {} }')).toEqual([
      'spec.trafficPolicy.connectionPool: has a connection pool that says nothing, neither of tcp nor of http',
    ]);
  });

  test('is not one that says something', () => {
    expect(find('trafficPolicy: { tls: {} }')).toEqual([]);
    expect(find('trafficPolicy: { connectionPool: { tcp: {} } }')).toEqual([]);
    expect(find('trafficPolicy: { connectionPool: { http: {} } }')).toEqual([]);
    expect(find('trafficPolicy: { portLevelSettings: [{ port: { number: 80 }, tls: {} }] }')).toEqual([]);
    expect(find('')).toEqual([]);
  });
});

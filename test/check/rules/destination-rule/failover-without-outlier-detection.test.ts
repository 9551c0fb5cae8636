import { failoverWithoutOutlierDetection } from '../../../../src/check/rules/destination-rule/failover-without-outlier-detection';
import { findingsIn } from '../../fixtures';
import { destinationRule, policy } from '../../objects/meshes';

const find = (yaml: string, options = {}) => findingsIn(yaml, [failoverWithoutOutlierDetection], options).map(text => text.replace(/^.*shop\/reviews /, ''));
const FAILOVER = 'loadBalancer: { localityLbSetting: { failover: [{ from: a, to: b }] } }';

describe('failover without outlier detection', () => {
  test('is found in both of its forms', () => {
    expect(find(policy(FAILOVER))).toEqual([
      'spec.trafficPolicy.loadBalancer.localityLbSetting.failover: has failover, and its policy has no outlierDetection to find out when to use it',
    ]);
    expect(find(policy('loadBalancer: { zoneAwareLbSetting: { failoverPriority: [a] } }'))).toEqual([
      'spec.trafficPolicy.loadBalancer.zoneAwareLbSetting.failoverPriority: has failoverPriority, and its policy has no outlierDetection to find out when to use it',
    ]);
  });

  test('is fine beside outlier detection, switched off, and where nothing fails over', () => {
    expect(find(policy(`${FAILOVER}, outlierDetection: {}`))).toEqual([]);
    expect(find(policy(FAILOVER.replace('{ failover', '{ enabled: false, failover')))).toEqual([]);
    expect(find(policy(FAILOVER.replace('{ failover', '{ enabled: true, failover')))).toHaveLength(1);
    expect(find(policy('loadBalancer: { localityLbSetting: { distribute: [] } }'))).toEqual([]);
    expect(find(policy(FAILOVER), { meshConfig: { defaultTrafficPolicy: { outlierDetection: {} } } })).toEqual([]);
  });

  test('of a subset uses the outlier detection of the host, that of a port does not', () => {
    expect(find(destinationRule(`trafficPolicy: { outlierDetection: {} }\n  subsets: [{ name: v1, trafficPolicy: { ${FAILOVER} } }]`))).toEqual([]);
    expect(find(destinationRule(`subsets: [{ name: v1, trafficPolicy: { ${FAILOVER} } }]`))).toHaveLength(1);
    expect(find(policy(`outlierDetection: {}, portLevelSettings: [{ port: { number: 80 }, ${FAILOVER} }]`))).toEqual([expect.stringContaining('portLevelSettings[0].loadBalancer')]);
  });
});

import { localitySettingsRefused } from '../../../../src/check/rules/destination-rule/locality-settings-refused';
import { findingsIn } from '../../fixtures';
import { policy } from '../../objects/meshes';

const find = (loadBalancer: string) => findingsIn(policy(`loadBalancer: { ${loadBalancer} }`), [localitySettingsRefused])
  .map(text => text.replace('locality-settings-refused: DestinationRule shop/reviews spec.trafficPolicy.loadBalancer', ''));
const locality = (text: string) => find(`localityLbSetting: { ${text} }`);
const distribute = (...to: string[]) => locality(`distribute: [${to.map((text, at) => `{ from: from-${at}, to: { ${text} } }`).join(', ')}]`);

describe('settings for localities', () => {
  test('share 100 among the localities of each source', () => {
    expect(distribute('a: 60, b: 40', 'a: 100')).toEqual([]);
    expect(distribute('a: 60, b: 40', 'a: 60, b: 41')).toEqual(['.localityLbSetting.distribute[1].to: gives localities shares of 101 together, and it must be 100']);
    expect(distribute('a: 99')).toHaveLength(1);
    expect(distribute('a: 0, b: 100')).toEqual(['.localityLbSetting.distribute[0].to: gives locality \'a\' a share of 0, and it must be from 1 to 100']);
    expect(distribute('a: 101')).toEqual([expect.stringContaining('a share of 101')]);
    expect(distribute('a: 1, b: 99')).toEqual([]);
  });

  test('name each locality once, and none within another', () => {
    const overlap = (one: string, other: string) => distribute(`"${one}": 50, "${other}": 50`);
    for (const [one, other] of [['a/*', 'a/b'], ['a/b', 'a'], ['a/b/*', 'a/b/c'], ['*', 'a'], ['a/*', 'a']]) {
      expect(overlap(one, other)).toEqual([`.localityLbSetting.distribute[0].to: names locality '${other}' beside '${one}', and one includes the other`]);
    }
    for (const [one, other] of [['a/b', 'a/c'], ['a/b', 'a/bc'], ['ab', 'a'], ['a/b/c', 'a/b/d']]) {
      expect(overlap(one, other)).toEqual([]);
    }
    expect(locality('distribute: [{ from: a, to: { a: 100 } }, { from: a/b, to: { a: 100 } }]')).toEqual([
      '.localityLbSetting.distribute[1].from: names locality \'a/b\' beside \'a\', and one includes the other',
    ]);
  });

  test('write localities as they are', () => {
    for (const odd of ['a//c', 'a/*/c', '*a', '/a', 'a/b/', 'a*b']) {
      expect(distribute(`"${odd}": 100`)).toEqual([expect.stringContaining(`names locality '${odd}', and it must be region/zone/subzone`)]);
    }
  });

  test('fail over between regions, or share', () => {
    expect(locality('failover: [{ from: a, to: b }]')).toEqual([]);
    expect(locality('failover: [{ from: a, to: b }, { from: a, to: a }]')).toEqual(['.localityLbSetting.failover[1]: fails over from region \'a\' to itself']);
    expect(locality('failover: [{ from: a/b, to: c }]')).toEqual([expect.stringContaining('both must be regions: \'a/b\' is none')]);
    expect(locality('failover: [{ from: a, to: "c*" }]')).toEqual([expect.stringContaining('\'c*\' is none')]);
    expect(locality('failover: [{ from: a, to: a }], distribute: [{ from: a, to: { a: 1 } }]')).toEqual([
      '.localityLbSetting.failover: has both distribute and failover, which exclude each other',
    ]);
  });

  test('do not go by region twice', () => {
    expect(locality('failover: [{ from: a, to: b }], failoverPriority: [team, topology.kubernetes.io/zone]')).toEqual([
      '.localityLbSetting.failoverPriority[1]: has \'topology.kubernetes.io/zone\' in failoverPriority beside failover, which exclude each other',
    ]);
    expect(locality('failoverPriority: [topology.kubernetes.io/zone]')).toEqual([]);
    expect(locality('failover: [{ from: a, to: b }], failoverPriority: [team]')).toEqual([]);
    expect(find('zoneAwareLbSetting: { failoverPriority: [team, topology.kubernetes.io/region], failover: [{ from: a, to: a }] }')).toEqual([
      '.zoneAwareLbSetting.failover[0]: fails over from region \'a\' to itself',
      '.zoneAwareLbSetting.failoverPriority[1]: has \'topology.kubernetes.io/region\' in failoverPriority, which zoneAwareLbSetting goes by already',
    ]);
    expect(find('localityLbSetting: {}, zoneAwareLbSetting: {}')).toEqual([': has localityLbSetting and zoneAwareLbSetting, which exclude each other']);
    expect(find('simple: RANDOM')).toEqual([]);
  });
});

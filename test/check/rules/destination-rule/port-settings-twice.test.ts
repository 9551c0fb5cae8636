import { portSettingsTwice } from '../../../../src/check/rules/destination-rule/port-settings-twice';
import { findingsIn } from '../../fixtures';
import { destinationRule } from '../../objects/meshes';

const find = (...ports: string[]) => findingsIn(destinationRule(`trafficPolicy: { portLevelSettings: [${ports.map(port => `{ port: ${port}, tls: {} }`).join(', ')}] }`), [portSettingsTwice]);

describe('settings for a port', () => {
  test('are found each time after the first', () => {
    expect(find('{ number: 80 }', '{ number: 81 }', '{ number: 81 }')).toEqual([
      'port-settings-twice: DestinationRule shop/reviews spec.trafficPolicy.portLevelSettings[2]: has settings for port 81 again, and only portLevelSettings[1] counts',
    ]);
  });

  test('are fine for other ports, subsets, and without a number', () => {
    expect(find('{ number: 80 }', '{ number: 81 }', '{}', '{}')).toEqual([]);
    expect(findingsIn(destinationRule(`trafficPolicy: { portLevelSettings: [{ port: { number: 80 } }] }
  subsets: [{ name: v1, trafficPolicy: { portLevelSettings: [{ port: { number: 80 } }] } }]`), [portSettingsTwice])).toEqual([]);
  });
});

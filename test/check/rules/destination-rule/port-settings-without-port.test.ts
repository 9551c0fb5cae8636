import { checkMesh } from '../../../../src/check/check-mesh';
import { portSettingsWithoutPort } from '../../../../src/check/rules/destination-rule/port-settings-without-port';
import { findingsIn, meshOf } from '../../fixtures';
import { policy } from '../../objects/meshes';

const find = (settings: string) => findingsIn(policy(`portLevelSettings: [${settings}]`), [portSettingsWithoutPort])
  .map(text => text.replace('port-settings-without-port: DestinationRule shop/reviews spec.trafficPolicy.', ''));

describe('settings of a port', () => {
  test('name a port', () => {
    expect(find('{ loadBalancer: { simple: RANDOM } }')).toEqual(['portLevelSettings[0]: has settings of a port without the port, which is refused']);
    expect(find('{ port: { number: 80 }, loadBalancer: { simple: RANDOM } }')).toEqual([]);
    // What says nothing at all is another mistake.
    expect(find('{}')).toEqual([]);
  });

  test('name it by its number: Istio takes them without, and they do nothing', () => {
    expect(find('{ port: {}, tls: { mode: DISABLE } }, { port: { number: 0 }, tls: { mode: DISABLE } }')).toEqual([
      'portLevelSettings[0].port: has settings of a port without its number, which hold for no port',
      'portLevelSettings[1].port: has settings of a port without its number, which hold for no port',
    ]);
    const { findings } = checkMesh(meshOf(policy('portLevelSettings: [{ tls: { mode: DISABLE } }, { port: {}, tls: { mode: DISABLE } }]')), { rules: [portSettingsWithoutPort] });
    expect(findings.map(({ severity }) => severity)).toEqual(['error', 'warning']);
  });
});

import { telemetryConflict } from '../../../../src/check/rules/telemetry/telemetry-conflict';
import { found, pod, selecting, telemetry, TestObject } from '../../objects/as-json';

const told = (...objects: TestObject[]) => found(telemetryConflict, objects);

describe('two Telemetries', () => {
  test('for all of a namespace are told', () => {
    expect(told(telemetry({ tracing: [{}] }, 'a'), telemetry({ metrics: [{}] }, 'b'))).toEqual([
      'Telemetry shop/b spec: is for all of namespace \'shop\', as Telemetry \'shop/a\' is, and only the older one holds',
    ]);
    expect(told(telemetry({}, 'a'), telemetry({}, 'b', 'store'), telemetry(selecting('cart'), 'c'))).toEqual([]);
    expect(told(telemetry({}, 'a'), telemetry({ targetRefs: [{ kind: 'Service', name: 'cart' }] }, 'b'))).toEqual([]);
  });

  test('for one workload are told with what both say', () => {
    const [one, other] = [telemetry({ ...selecting('cart'), tracing: [{}], metrics: [{}] }, 'a'), telemetry({ ...selecting('cart'), metrics: [{}], accessLogging: [{}] }, 'b')];
    expect(told(one, other, pod())).toEqual(['Telemetry shop/b spec.selector: selects Pod \'cart\', as Telemetry \'shop/a\' does, and both say something of \'metrics\'']);
    expect(told(one, other)).toEqual([]);
    expect(told(one, telemetry({ ...selecting('cart'), accessLogging: [{}] }, 'b'), pod())).toEqual([]);
  });
});

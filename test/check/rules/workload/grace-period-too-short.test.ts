import { gracePeriodTooShort } from '../../../../src/check/rules/workload/grace-period-too-short';
import { deployment, finder } from '../../objects/workloads';

const find = finder(gracePeriodTooShort);
const hook = (preStop: object, spec: object = {}) => find([deployment('cart', { spec: { containers: [{ name: 'app', lifecycle: { preStop } }], ...spec } })]);
const exec = (...command: string[]) => hook({ exec: { command } });

describe('a preStop sleep', () => {
  test('is found where it takes the grace period', () => {
    expect(hook({ sleep: { seconds: 10 } }, { terminationGracePeriodSeconds: 10 })).toEqual([
      'Deployment shop/cart spec.template.spec.containers[0].lifecycle.preStop.sleep.seconds: lets container \'app\' sleep 10 seconds before it ends, and its pods are killed after 10 seconds',
    ]);
    expect(hook({ sleep: { seconds: 30 } })).toEqual([expect.stringContaining('are killed after the default of 30 seconds')]);
  });

  test('is found in commands', () => {
    expect(exec('sleep', '40')).toEqual([expect.stringContaining('lifecycle.preStop.exec.command: lets container \'app\' sleep 40 seconds')]);
    expect([exec('/bin/sleep', '40s'), exec('/bin/sh', '-c', 'sleep 40'), exec('sh', '-c', 'sleep 40; nginx -s quit'), exec('sh', '-c', 'sleep 40 && true')].map(found => found.length)).toEqual([1, 1, 1, 1]);
  });

  test('is fine where there is time left', () => {
    expect(hook({ sleep: { seconds: 29 } })).toEqual([]);
    expect(hook({ sleep: { seconds: 30 } }, { terminationGracePeriodSeconds: 31 })).toEqual([]);
    expect(exec('sleep', '29')).toEqual([]);
  });

  test('is not guessed', () => {
    expect([exec('drain', 'sleep', '40'), exec('sh', '-c', 'sleep $TIME'), exec('sleep', '40m'), hook({ httpGet: { path: '/' } }), hook({ exec: {} })].flat()).toEqual([]);
    expect(find([deployment('cart')])).toEqual([]);
  });
});

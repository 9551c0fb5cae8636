import { rollingUpdateRefused } from '../../../../src/check/rules/workload/rolling-update-refused';
import { deployment, finder } from '../../objects/workloads';

const find = finder(rollingUpdateRefused);
const updates = (rollingUpdate?: object, type?: string) => find([deployment('cart', { rest: { strategy: { type, rollingUpdate } } })]);
const updatesAll = (rollingUpdate?: object, type?: string) => find([deployment('cart', { rest: { updateStrategy: { type, rollingUpdate } } }, 'DaemonSet')]);

describe('a rolling update of a Deployment', () => {
  test('takes pods away or adds some', () => {
    expect(updates({ maxUnavailable: 0, maxSurge: 0 })).toEqual(['Deployment shop/cart spec.strategy.rollingUpdate: may neither take away a pod nor add one at an update']);
    expect(updates({ maxUnavailable: '0%', maxSurge: '00%' })).toHaveLength(1);
    expect([updates({ maxUnavailable: 0 }), updates({ maxSurge: 0 }), updates({ maxUnavailable: 0, maxSurge: '25%' }), updates({}), updates()].flat()).toEqual([]);
  });

  test('is none where all pods are created anew', () => {
    expect(updates({ maxSurge: 1 }, 'Recreate')).toEqual(['Deployment shop/cart spec.strategy.rollingUpdate: describes a rolling update, and has the strategy Recreate']);
    expect(updates(undefined, 'Recreate')).toEqual([]);
  });
});

test('an update of a Deployment takes longer than a pod that becomes ready', () => {
  const waits = (minReadySeconds?: number, progressDeadlineSeconds?: number) => find([deployment('cart', { rest: { minReadySeconds, progressDeadlineSeconds } })]);
  expect(waits(60, 60)).toEqual(['Deployment shop/cart spec.minReadySeconds: waits 60 s before a pod counts, and gives up an update after 60 s']);
  expect(waits(600)).toEqual([
    'Deployment shop/cart spec.minReadySeconds: waits 600 s before a pod counts, and gives up an update after 600 s, as it does where progressDeadlineSeconds is not said',
  ]);
  expect([waits(60, 61), waits(599), waits(600, 601), waits()].flat()).toEqual([]);
});

describe('a rolling update of a DaemonSet', () => {
  test('takes pods away or adds some, and not both', () => {
    expect(updatesAll({ maxUnavailable: 1, maxSurge: 1 })).toEqual([
      'DaemonSet shop/cart spec.updateStrategy.rollingUpdate.maxSurge: adds pods at an update, and takes some away: just one of both',
    ]);
    expect(updatesAll({ maxSurge: '10%' })).toEqual([expect.stringContaining('takes some away, 1 where it is not said')]);
    expect(updatesAll({ maxUnavailable: 0 })).toEqual([expect.stringContaining('may neither take away a pod nor add one')]);
    expect([updatesAll({ maxUnavailable: 0, maxSurge: 1 }), updatesAll({ maxUnavailable: 2 }), updatesAll({}), updatesAll({ maxSurge: 1 }, 'OnDelete'), updatesAll()].flat()).toEqual([]);
  });
});

import { sidecarCatchAllNotLast } from '../../../../src/check/rules/sidecar/sidecar-catch-all-not-last';
import { finder, sidecar } from '../../objects/gateways';

const find = finder(sidecarCatchAllNotLast);

describe('the listener for all other ports', () => {
  test('is the last one', () => {
    expect(find(sidecar('a', 'egress: [{ hosts: [] }, { port: { number: 80 }, hosts: [] }, { hosts: [] }]'))).toEqual([
      'Sidecar shop/a spec.egress[0]: has an egress listener without a port at place 0, before 2 more',
    ]);
    expect(find(sidecar('a', 'egress: [{ port: { number: 80 } }, { hosts: [] }]'), sidecar('b', 'egress: [{ port: { number: 80 } }]'), sidecar('c', 'ingress: []'))).toEqual([]);
  });
});

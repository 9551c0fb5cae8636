import { sidecarEmpty } from '../../../../src/check/rules/sidecar/sidecar-empty';
import { finder, sidecar } from '../../objects/gateways';

const find = finder(sidecarEmpty);

describe('a Sidecar', () => {
  test('says something', () => {
    expect(find(sidecar('a', 'workloadSelector: { labels: { app: a } }'), sidecar('b', 'ingress: [], egress: []', 'front'))).toEqual([
      'Sidecar shop/a spec: has neither egress nor ingress nor a policy', 'Sidecar front/b spec: has neither egress nor ingress nor a policy',
    ]);
    expect(find(sidecar('a', 'egress: [{}]'), sidecar('b', 'ingress: [{}]'), sidecar('c', 'outboundTrafficPolicy: {}'), sidecar('d', 'inboundConnectionPool: {}'))).toEqual([]);
  });
});

import { sidecarListeners } from '../../src/model/sidecar-listeners';
import { meshOf } from '../check/fixtures';
import { sidecar } from '../check/objects/gateways';

describe('listeners of Sidecars', () => {
  test('are for calls in and out, each at its place', () => {
    const found = sidecarListeners(meshOf([sidecar('a', 'egress: [{ hosts: [] }], ingress: [{ port: { number: 80 } }, {}]'), sidecar('b', 'workloadSelector: {}')].join('\n---\n')));
    expect(found.map(({ inbound, path }) => [inbound, path.join('.')])).toEqual([[true, 'spec.ingress.0'], [true, 'spec.ingress.1'], [false, 'spec.egress.0']]);
  });
});

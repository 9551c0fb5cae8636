import { nearName } from '../../src/model/near-name';

const KNOWN = ['short', 'istio.io/rev', 'sidecar.istio.io/proxyCPU', 'sidecar.istio.io/proxyCPULimit'];

describe('a name that is meant', () => {
  test('differs by case', () => {
    expect(nearName('SHORT', KNOWN)).toBe('short');
    expect(nearName('sidecar.istio.io/proxycpulimit', KNOWN)).toBe('sidecar.istio.io/proxyCPULimit');
  });

  test('differs by two letters at most: added, left out, changed', () => {
    expect([nearName('istio.io/rv', KNOWN), nearName('istio.io/revvv', KNOWN), nearName('istio.io/ray', KNOWN)]).toEqual(['istio.io/rev', 'istio.io/rev', 'istio.io/rev']);
    expect([nearName('istio.io/xyz', KNOWN), nearName('istio.io/revvvv', KNOWN), nearName('istio.io', KNOWN)]).toEqual([undefined, undefined, undefined]);
  });

  test('is not guessed for short ones', () => {
    expect(nearName('shart', KNOWN)).toBeUndefined();
  });
});

import { defaultDenyShutsGateway } from '../../../../src/check/rules/security/default-deny-shuts-gateway';
import { authorization, found, gateway, pod, selecting, TestObject } from '../../objects/as-json';

const EDGE = [gateway({ selector: { app: 'edge' } }, 'public', 'edge'), pod('edge', 'edge')];
const DENY_ALL = authorization({}, 'deny-all', 'istio-system');
const OTHER = authorization({ action: 'DENY', rules: [{}] }, 'other', 'edge');
const told = (...objects: TestObject[]) => found(defaultDenyShutsGateway, [...EDGE, ...objects]);

describe('what denies all by default', () => {
  test('shuts a gateway', () => {
    expect(told(DENY_ALL, OTHER)).toEqual([
      'AuthorizationPolicy istio-system/deny-all spec: holds for Pod \'edge/edge\' of Gateway \'edge/public\' too, and no policy allows its clients',
    ]);
    expect(told(authorization({}, 'deny-all', 'edge'))).toHaveLength(1);
    expect(told(DENY_ALL, OTHER, gateway({ selector: { app: 'edge' } }, 'second', 'edge'))).toHaveLength(1);
  });

  test('does not shut one that a policy opens', () => {
    expect(told(DENY_ALL, OTHER, authorization({ ...selecting('edge'), rules: [{}] }, 'edge', 'edge'))).toEqual([]);
    expect(told(DENY_ALL, OTHER, authorization({ ...selecting('cart'), rules: [{}] }, 'cart', 'edge'))).toHaveLength(1);
    // Who says of the gateway's own pods that nobody may call them means it.
    expect(told(DENY_ALL, OTHER, authorization({ ...selecting('edge') }, 'edge', 'edge'))).toEqual([]);
  });

  test('is not told where policies may be missing, where it selects, or is for others', () => {
    expect(told(DENY_ALL)).toEqual([]);
    expect(told(authorization({}, 'deny-all', 'shop'), OTHER)).toEqual([]);
    expect(told(authorization(selecting('edge'), 'deny-all', 'istio-system'), OTHER)).toEqual([]);
    expect(told(authorization({ targetRefs: [{ kind: 'Service', name: 'a' }] }, 'deny-all', 'istio-system'), OTHER)).toEqual([]);
    expect(told(authorization({ rules: [{}] }, 'allow-all', 'istio-system'), OTHER)).toEqual([]);
    expect(told(authorization({ action: 'DENY' }, 'deny-all', 'istio-system'), OTHER)).toEqual([]);
    expect(found(defaultDenyShutsGateway, [gateway({}, 'all', 'edge'), pod('edge', 'edge'), DENY_ALL, OTHER])).toEqual([]);
  });
});

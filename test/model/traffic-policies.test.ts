import { effectivePolicy, policiesOf, policyOfPort } from '../../src/model/traffic-policies';

const SPEC = {
  trafficPolicy: { tls: { mode: 'SIMPLE' }, outlierDetection: {}, portLevelSettings: [{ port: { number: 80 }, loadBalancer: {} }, { port: { number: 80 }, tls: {} }] },
  subsets: [{ name: 'v1' }, { name: 'v2', trafficPolicy: { tls: { mode: 'DISABLE' }, portLevelSettings: [{}] } }],
};

describe('the policies of a DestinationRule', () => {
  test('are those of the host, of ports and of subsets', () => {
    expect(policiesOf(SPEC).map(({ path, subset, port }) => [path.join('.'), subset, port])).toEqual([
      ['spec.trafficPolicy', undefined, undefined],
      ['spec.trafficPolicy.portLevelSettings.0', undefined, 80],
      ['spec.trafficPolicy.portLevelSettings.1', undefined, 80],
      ['spec.subsets.1.trafficPolicy', 1, undefined],
      ['spec.subsets.1.trafficPolicy.portLevelSettings.0', 1, 0],
    ]);
    expect(policiesOf({})).toEqual([]);
  });

  test('of a subset fall back on the host\'s, those of ports on nothing', () => {
    const [whole, port, , subset, subsetPort] = policiesOf(SPEC).map(placed => effectivePolicy(SPEC, placed));
    expect(whole.tls).toEqual({ mode: 'SIMPLE' });
    expect(port.tls).toBeUndefined();
    expect([subset.tls, subset.outlierDetection]).toEqual([{ mode: 'DISABLE' }, {}]);
    expect(subsetPort.outlierDetection).toBeUndefined();
  });

  test('of a port are the first ones for it', () => {
    expect(policyOfPort(SPEC.trafficPolicy, 80)?.loadBalancer).toEqual({});
    expect(policyOfPort(SPEC.trafficPolicy, 81)).toBeUndefined();
    expect(policyOfPort(undefined, 80)).toBeUndefined();
  });
});

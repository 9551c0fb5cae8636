import { annotationProblem } from '../../src/model/annotation-values';

const is = (name: string, values: readonly string[]) => values.filter(value => annotationProblem(name, value) === undefined);

describe('values of annotations', () => {
  test.each([
    ['sidecar.istio.io/interceptionMode', ['REDIRECT', 'TPROXY', 'NONE'], ['redirect', '']],
    ['status.sidecar.istio.io/port', ['15020', ' 0 ', '65535'], ['', '65536', '-1', 'http']],
    ['readiness.status.sidecar.istio.io/periodSeconds', ['0', '4294967295'], ['1s', '4294967296', '', '-1']],
    ['readiness.status.sidecar.istio.io/initialDelaySeconds', ['1'], ['a']],
    ['readiness.status.sidecar.istio.io/failureThreshold', ['1'], ['a']],
    ['traffic.sidecar.istio.io/includeOutboundIPRanges', ['*', '', '10.0.0.0/8', '10.0.0.0/8,fd00::/64'], ['10.0.0.0', '10.0.0.0/8, 10.1.0.0/16', '10.0.0.0/33', 'fd00::/129', '300.0.0.0/8', '10.0.0.0/08', '*,10.0.0.0/8']],
    ['traffic.sidecar.istio.io/excludeOutboundIPRanges', ['', '0.0.0.0/0', '10.0.0.1/32', '::1/128'], ['*', 'example.com/8']],
    ['traffic.sidecar.istio.io/includeInboundPorts', ['*', '', '80', '80, 443'], ['80;443', '80,', 'http']],
    ['traffic.sidecar.istio.io/excludeInboundPorts', ['', '80,443'], ['*']],
    ['traffic.sidecar.istio.io/excludeOutboundPorts', ['5432'], ['70000', '*']],
    ['traffic.sidecar.istio.io/excludeInterfaces', ['', 'eth0', 'eth0, net1', 'a23456789012345'], ['eth0,', '0eth', 'a234567890123456']],
    ['traffic.sidecar.istio.io/kubevirtInterfaces', ['net1'], ['a b']],
    ['istio.io/reroute-virtual-interfaces', ['net1'], ['a b']],
    ['prometheus.istio.io/merge-metrics', ['true', 'False', '1', 'T'], ['yes', 'tRUE', '']],
    ['sidecar.istio.io/proxyCPU', ['100m', '1', '0.5', '.5', '1e3', '+1'], ['', '100 m', '1c', 'm']],
    ['sidecar.istio.io/proxyMemory', ['128Mi', '1G', '1k'], ['128MB', '1K', '128 Mi']],
    ['sidecar.istio.io/proxyCPULimit', ['1'], ['one']],
    ['sidecar.istio.io/proxyMemoryLimit', ['1Gi'], ['one']],
  ])('of %s', (name, right, wrong) => {
    expect(is(name, right)).toEqual(right);
    expect(is(name, wrong)).toEqual([]);
  });

  test('say what they must be, and which part is wrong', () => {
    expect(annotationProblem('traffic.sidecar.istio.io/excludeOutboundPorts', '80,web')).toBe('must be port numbers with commas between them, and \'web\' is none');
    expect(annotationProblem('traffic.sidecar.istio.io/excludeOutboundIPRanges', '10.0.0.0/8,x')).toBe('must be CIDR ranges with commas and no blanks between them, and \'x\' is none');
    expect(annotationProblem('traffic.sidecar.istio.io/excludeInterfaces', 'eth0,-')).toBe('must be names of interfaces with commas between them, and \'-\' is none');
    expect(annotationProblem('sidecar.istio.io/proxyCPU', 'x')).toBe('must be a quantity, as \'100m\' or \'128Mi\'');
    expect(annotationProblem('sidecar.istio.io/interceptionMode', 'x')).toBe('must be REDIRECT, TPROXY or NONE');
    expect(annotationProblem('status.sidecar.istio.io/port', 'x')).toBe('must be a port number');
    expect(annotationProblem('prometheus.istio.io/merge-metrics', 'x')).toBe('must be true or false');
    expect(annotationProblem('readiness.status.sidecar.istio.io/periodSeconds', 'x')).toBe('must be a whole number');
  });

  test('are any for the others', () => {
    expect(annotationProblem('sidecar.istio.io/logLevel', 'x')).toBeUndefined();
  });
});

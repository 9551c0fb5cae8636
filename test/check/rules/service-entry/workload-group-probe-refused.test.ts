import { workloadGroupProbeRefused } from '../../../../src/check/rules/service-entry/workload-group-probe-refused';
import { findingsIn } from '../../fixtures';
import { workloadGroup } from '../../objects/meshes';

const find = (probe: string) => findingsIn(workloadGroup('a', `template: {}${probe}`), [workloadGroupProbeRefused]);

describe('the probe of a WorkloadGroup', () => {
  test('says how to probe', () => {
    expect(find(', probe: { periodSeconds: 1 }')).toEqual([
      'workload-group-probe-refused: WorkloadGroup shop/a spec.probe: has a probe that says neither httpGet nor tcpSocket nor exec',
    ]);
    expect(find(', probe: { grpc: { port: 1 } }')).toEqual([expect.stringContaining('has a probe by grpc')]);
    expect(find(', probe: { exec: { command: [] } }')).toEqual([expect.stringContaining('spec.probe.exec: has a probe by a command that it does not name')]);
    for (const method of ['httpGet: {}', 'tcpSocket: {}', 'exec: { command: [check] }']) {
      expect(find(`, probe: { ${method} }`)).toEqual([]);
    }
    expect(find('')).toEqual([]);
  });

  test('by HTTP has a scheme and headers that there may be', () => {
    const http = (text: string) => find(`, probe: { httpGet: { port: 1, ${text} } }`).map(one => one.replace('workload-group-probe-refused: WorkloadGroup shop/a spec.probe.', ''));
    expect(http('scheme: ftp')).toEqual(['httpGet.scheme: has a probe by \'ftp\', and it may be by HTTP or HTTPS']);
    expect(http('scheme: HTTPS, httpHeaders: [{ name: x-a, value: b }]')).toEqual([]);
    expect(http('httpHeaders: [{ name: x-a }, { name: a_b }, { value: b }]')).toEqual([
      'httpGet.httpHeaders[1]: has a probe with a header named \'a_b\', and names are of letters, digits and dashes',
      'httpGet.httpHeaders[2]: has a probe with a header named \'\', and names are of letters, digits and dashes',
    ]);
  });
});

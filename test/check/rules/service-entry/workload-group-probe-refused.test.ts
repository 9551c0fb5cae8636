import { workloadGroupProbeRefused } from '../../../../src/check/rules/service-entry/workload-group-probe-refused';
import { findingsIn } from '../../fixtures';
import { workloadGroup } from '../mesh-fixtures';

const find = (probe: string) => findingsIn(workloadGroup('a', `template: {}${probe}`), [workloadGroupProbeRefused]);

describe('the probe of a WorkloadGroup', () => {
  test('says how to probe', () => {
    expect(find(', probe: { periodSeconds: 1 }')).toEqual([
      'workload-group-probe-refused: WorkloadGroup shop/a spec.probe: has a probe that says neither httpGet nor tcpSocket nor exec',
    ]);
    expect(find(', probe: { grpc: { port: 1 } }')).toEqual([expect.stringContaining('has a probe by grpc')]);
    for (const method of ['httpGet', 'tcpSocket', 'exec']) {
      expect(find(`, probe: { ${method}: {} }`)).toEqual([]);
    }
    expect(find('')).toEqual([]);
  });
});

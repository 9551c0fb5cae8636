import { runExample } from './run-example';
import { find } from '../support/synth';

const { objects, texts } = runExample('observability');
const telemetry = (name: string, namespace?: string) => find(objects, 'Telemetry', name, namespace).spec;

describe('the observability example', () => {
  test('traces to the collector, each scope as many as it says', () => {
    expect(telemetry('default', 'istio-system').tracing).toEqual([{ providers: [{ name: 'traces' }], randomSamplingPercentage: 1 }]);
    expect(telemetry('settlement').tracing[0].randomSamplingPercentage).toBe(100);
    expect(telemetry('edge').tracing[0].randomSamplingPercentage).toBe(5);
  });

  test('logs everything at the gateway, and elsewhere what failed or took long, where it was served', () => {
    expect(telemetry('edge').accessLogging).toEqual([{ providers: [{ name: 'json-logs' }] }]);
    expect(telemetry('default', 'istio-system').accessLogging[0]).toMatchObject({ match: { mode: 'SERVER' }, filter: { expression: expect.stringContaining("duration('1s')") } });
  });

  test('keeps the collector in the view of every proxy', () => {
    for (const name of ['web', 'booking', 'settlement']) {
      expect(find(objects, 'Sidecar', name).spec.egress[0].hosts).toContain('observability/collector.observability.svc.cluster.local');
    }
  });

  test('comes out as reviewed', () => {
    expect([...texts.values()].join('---\n')).toMatchSnapshot();
  });
});

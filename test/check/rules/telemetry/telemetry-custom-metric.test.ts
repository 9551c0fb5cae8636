import { telemetryCustomMetric } from '../../../../src/check/rules/telemetry/telemetry-custom-metric';
import { found, telemetry } from '../../objects/as-json';

const told = (customMetric: string) => found(telemetryCustomMetric, [telemetry({ metrics: [{ overrides: [{ match: { customMetric } }] }] })]).map(text => text.replace(/^.*?: /, ''));

describe('a metric of one\'s own', () => {
  test('is told if it is Istio\'s', () => {
    expect(found(telemetryCustomMetric, [telemetry({ metrics: [{}, { overrides: [{}, { match: { customMetric: 'REQUEST_COUNT' } }] }] })])).toEqual([
      'Telemetry shop/cart spec.metrics[1].overrides[1].match.customMetric: names \'REQUEST_COUNT\' as a metric of its own, and Istio\'s is called \'REQUEST_COUNT\'',
    ]);
  });

  test.each([
    ['istio_requests_total', 'REQUEST_COUNT'], ['requests_total', 'REQUEST_COUNT'], ['istio_request_duration_milliseconds_bucket', 'REQUEST_DURATION'],
    ['istio_request_bytes_sum', 'REQUEST_SIZE'], ['istio_response_bytes_count', 'RESPONSE_SIZE'], ['tcp_sent_bytes_total', 'TCP_SENT_BYTES'], ['request_count', 'REQUEST_COUNT'],
  ])('%s is %s', (name, metric) => expect(told(name)).toEqual([`names '${name}' as a metric of its own, and Istio's is called '${metric}'`]));

  test.each(['orders_total', 'istio_orders', ''])('%s is none', name => expect(told(name)).toEqual([]));

  test('may be named by its own name', () => {
    expect(found(telemetryCustomMetric, [telemetry({ metrics: [{ overrides: [{ match: { metric: 'REQUEST_COUNT' } }] }] }), telemetry({})])).toEqual([]);
  });
});

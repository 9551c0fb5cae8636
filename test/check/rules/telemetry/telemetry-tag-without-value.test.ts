import { telemetryTagWithoutValue } from '../../../../src/check/rules/telemetry/telemetry-tag-without-value';
import { found, telemetry } from '../../objects/as-json';

const told = (tagOverrides: object) => found(telemetryTagWithoutValue, [telemetry({ metrics: [{}, { overrides: [{}, { tagOverrides }] }] })]);

test('a tag without a value is told, unless it is removed or its schema says it', () => {
  expect(told({ host: {} })).toEqual(['Telemetry shop/cart spec.metrics[1].overrides[1].tagOverrides.host: sets tag \'host\' of a metric to no value']);
  expect(told({ host: { value: '' } })).toHaveLength(1);
  expect(told({ host: { value: 'request.host' }, a: { operation: 'REMOVE' }, b: { operation: 'UPSERT' } })).toEqual([]);
});

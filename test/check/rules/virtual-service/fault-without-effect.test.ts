import { faultWithoutEffect } from '../../../../src/check/rules/virtual-service/fault-without-effect';
import { findingsIn } from '../../fixtures';
import { httpService } from '../../objects/virtual-services';

const find = (...yaml: readonly string[]) => findingsIn(yaml.join(''), [faultWithoutEffect]);

describe('a fault without effect', () => {
  test('has no percentage, or does not say what it does', () => {
    const of = (fault: string) => find(httpService(`{ fault: { ${fault} } }`)).map(text => text.split(' ').slice(3).join(' '));
    expect(of('delay: { fixedDelay: 1s }, abort: { grpcStatus: OK }')).toEqual([
      'spec.http[0].fault.delay: has a delay without a percentage: no request has it', 'spec.http[0].fault.abort: has an abort without a percentage: no request has it',
    ]);
    expect(of('delay: { percentage: {} }, abort: { percentage: {} }')).toEqual([
      'spec.http[0].fault.delay: has a delay that does not say how long', 'spec.http[0].fault.abort: has an abort that does not say with which status',
    ]);
    expect(of('delay: { fixedDelay: 1s, percent: 5 }, abort: { httpStatus: 500, percentage: {} }')).toEqual([]);
    expect(of('delay: { exponentialDelay: 1s, percentage: {} }, abort: { http2Error: a, percentage: {} }')).toEqual([]);
    expect(find(httpService('{}, { fault: {} }'))).toEqual([]);
  });
});

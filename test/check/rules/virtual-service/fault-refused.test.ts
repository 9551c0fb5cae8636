import { faultRefused } from '../../../../src/check/rules/virtual-service/fault-refused';
import { findingsIn } from '../../fixtures';
import { httpService } from '../../objects/virtual-services';

const find = (...yaml: readonly string[]) => findingsIn(yaml.join(''), [faultRefused]);

describe('a fault that is refused', () => {
  test('is one of nothing, of what there is not, or of a percentage that cannot be', () => {
    const of = (fault: string) => find(httpService(`{ fault: { ${fault} } }`)).map(text => text.split(' ').slice(3).join(' '));
    expect(of('')).toEqual(['spec.http[0].fault: has a fault without delay and abort, which is refused']);
    expect(of('delay: { percentage: { value: 101 } }, abort: { percentage: { value: -1 } }')).toEqual([
      'spec.http[0].fault.delay.percentage.value: has a fault for 101 percent of the requests, which is refused',
      'spec.http[0].fault.abort.percentage.value: has a fault for -1 percent of the requests, which is refused',
    ]);
    expect(of('delay: { percentage: { value: 0.00009 } }')).toHaveLength(1);
    expect(of('delay: { percentage: { value: 0.0001 } }, abort: { percentage: { value: 0 } }')).toEqual([]);
    expect(of('delay: { percentage: { value: 100 } }, abort: { percentage: {} }')).toEqual([]);
    expect(of('delay: { exponentialDelay: 1s }')).toEqual(['spec.http[0].fault.delay.exponentialDelay: has an exponential delay, which is refused']);
    expect(of('abort: { http2Error: a }')).toEqual(['spec.http[0].fault.abort.http2Error: aborts with an error of HTTP/2, which is refused']);
    expect(of('abort: { httpStatus: 199 }')).toEqual(['spec.http[0].fault.abort.httpStatus: aborts with HTTP status 199, which is refused']);
    expect(of('abort: { httpStatus: 601 }')).toHaveLength(1);
    expect(of('abort: { grpcStatus: "14" }')).toEqual(['spec.http[0].fault.abort.grpcStatus: aborts with status \'14\' of gRPC, which is refused']);
    // https://grpc.io/docs/guides/status-codes
    for (const status of ['OK', 'CANCELLED', 'UNKNOWN', 'INVALID_ARGUMENT', 'DEADLINE_EXCEEDED', 'NOT_FOUND', 'ALREADY_EXISTS', 'PERMISSION_DENIED', 'RESOURCE_EXHAUSTED',
      'FAILED_PRECONDITION', 'ABORTED', 'OUT_OF_RANGE', 'UNIMPLEMENTED', 'INTERNAL', 'UNAVAILABLE', 'DATA_LOSS', 'UNAUTHENTICATED']) {
      expect(of(`abort: { grpcStatus: ${status} }`)).toEqual([]);
    }
    for (const fine of ['abort: { httpStatus: 200 }', 'abort: { httpStatus: 600 }', 'abort: { grpcStatus: UNAVAILABLE }', 'delay: { fixedDelay: 1s }']) {
      expect(of(fine)).toEqual([]);
    }
    expect(find(httpService('{}'))).toEqual([]);
  });
});

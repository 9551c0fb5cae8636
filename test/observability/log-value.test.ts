import { App } from 'cdk8s';
import { LogValue } from '../../src';
import { expectFailure } from '../service/fixtures';

const json = (value: LogValue) => value._toJson(new App());

describe('the values of a log', () => {
  test.each([
    'no operator at all', '100 %% sure', '%RESPONSE_CODE%', 'a %PROTOCOL% b %DURATION%%%', '%START_TIME(%Y/%m/%dT%H:%M:%S%z %s)%', '%REQ(X-A?:PATH):10%', '%RESPONSE_CODE_DETAILS%',
    '%DYNAMIC_METADATA(com.test.my_filter:test_key)%', '%COMMON_DURATION(DS_RX_BEG:US_RX_BEG:ms)%', '%GRPC_STATUS%', '%GRPC_STATUS(NUMBER)%', '%TRACE_ID%',
  ])('may be %s', text => {
    expect(json(LogValue.text(text))).toBe(text);
  });

  test.each([
    ['%RESPONSE_CODES%', 'has %RESPONSE_CODES%, which is no command operator of Envoy'],
    ['%response_code%', 'has a \'%\' at \'%response_code%\' that begins no command operator'],
    ['5 % of all', 'has a \'%\' at \'% of all\''],
    ['%RESPONSE_CODE', 'begins no command operator'],
    ['%%%', 'has a \'%\' at \'%\''],
    ['%RESPONSE_CODE(X)%', 'has %RESPONSE_CODE(X)%, an operator that takes nothing: write %RESPONSE_CODE%'],
    ['%DURATION:3%', 'has %DURATION:3%, an operator that takes nothing'],
    ['%REQ%', 'has %REQ%, an operator that needs to know of what: write for example %REQ(...)%'],
    ['%RESP()%', 'needs to know of what'],
    ['fine %PROTOCOL% and then %PROTOCOLS%', 'has %PROTOCOLS%'],
  ])('fail to be %s, which Envoy refuses', (text, problem) => {
    expectFailure(() => json(LogValue.text(text)), `[App] value '${text}' of a log `, problem);
  });

  test('are headers and variables by their names', () => {
    expect([
      LogValue.requestHeader('x-tenant'), LogValue.requestHeader('x-a', 'x-b'), LogValue.responseHeader('server'), LogValue.responseTrailer('grpc-message'),
      LogValue.environment('REGION'), LogValue.pathAndQuery(), LogValue.requestId(),
    ].map(json)).toEqual([
      '%REQ(x-tenant)%', '%REQ(x-a?x-b)%', '%RESP(server)%', '%TRAILER(grpc-message)%', '%ENVIRONMENT(REGION)%', '%REQ(X-ENVOY-ORIGINAL-PATH?:PATH)%', '%REQ(X-REQUEST-ID)%',
    ]);
  });

  test('fail at a header or a variable that is none', () => {
    expectFailure(() => json(LogValue.requestHeader('x tenant')), 'value \'%REQ(x tenant)%\' of a log has a bad name: header name \'x tenant\' is not valid');
    expectFailure(() => json(LogValue.responseHeader('ok', 'a)b')), 'header name \'a)b\' is not valid');
    expectFailure(() => json(LogValue.environment('MY-REGION')), 'names environment variable \'MY-REGION\', which is none');
  });

  test('have operators that Envoy knows wherever this library writes them', () => {
    for (const value of Object.values(LogValue.standardFields())) {
      expect(json(LogValue.text(json(value)))).toBe(json(value));
    }
  });
});

import { sidecarDefaultEndpointMalformed } from '../../../../src/check/rules/sidecar/sidecar-default-endpoint-malformed';
import { finder, sidecar } from '../../objects/gateways';

const find = finder(sidecarDefaultEndpointMalformed);
const to = (endpoint: string) => find(sidecar('a', `ingress: [{ port: { number: 80 }, defaultEndpoint: "${endpoint}" }]`)).map(text => text.replace(/^.*, /, ''));

describe('where a Sidecar passes requests on to', () => {
  test('is found if it is elsewhere', () => {
    expect(find(sidecar('a', 'ingress: [{ port: { number: 80 }, defaultEndpoint: "localhost:80" }]'))).toEqual([
      'Sidecar shop/a spec.ingress[0].defaultEndpoint: passes requests on to \'localhost:80\', which is not in the same pod',
    ]);
  });

  test.each([
    ['10.0.0.1:80', 'which is not in the same pod'], ['::1:80', 'which is not in the same pod'], ['127.0.0.1', 'which has no port'], ['127.0.0.1:http', 'which has no port'],
    ['127.0.0.1:0', 'which has a port that there is not'], ['127.0.0.1:65536', 'which has a port that there is not'], ['unix://a', 'which is no absolute path of a file'],
    ['unix:///a/', 'which is no absolute path of a file'],
  ])('%s is malformed', (endpoint, text) => {
    expect(to(endpoint)).toEqual([text]);
  });

  test.each([['127.0.0.1:8080'], ['0.0.0.0:1'], ['[::1]:65535'], ['[::]:80'], [':80'], ['unix:///a'], ['unix://@a'], ['']])('%s is right', endpoint => {
    expect(to(endpoint)).toEqual([]);
  });

  test('is not asked of calls that go out', () => {
    expect(find(sidecar('a', 'egress: [{ defaultEndpoint: x, hosts: ["./*"] }]'))).toEqual([]);
  });
});

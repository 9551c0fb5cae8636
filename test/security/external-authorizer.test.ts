import { Duration } from 'cdk8s';
import { ExternalAuthorizer, ExternalAuthorizerProps, HttpAuthorizerProps, MeshSettings, PortProtocol } from '../../src';
import { expectFailure, withVersion } from '../service/fixtures';
import { shopChart } from '../support/shop';

function mesh() {
  const chart = shopChart();
  const settings = MeshSettings.set(chart, {});
  const service = withVersion(chart, 'judge', { ports: [{ port: 9000, protocol: PortProtocol.GRPC }, { port: 8000 }] });
  const values = (...providers: ExternalAuthorizer[]) => {
    settings.addExtensionProviders(...providers);
    return settings.controlPlaneValues().meshConfig.extensionProviders;
  };
  return { service, values };
}

const grpc = (props: Partial<ExternalAuthorizerProps>) => {
  const { service, values } = mesh();
  return () => values(ExternalAuthorizer.grpc('judge', { service, ...props }));
};
const http = (props: Partial<HttpAuthorizerProps>) => {
  const { service, values } = mesh();
  return () => values(ExternalAuthorizer.http('judge', { service, ...props }));
};

describe('an external authorizer', () => {
  test('is asked by gRPC at its first port', () => {
    expect(grpc({})()).toEqual([{ name: 'judge', envoyExtAuthzGrpc: { service: 'judge.shop.svc.cluster.local', port: 9000 } }]);
  });

  test('says what holds while it does not answer, and what of the body it sees', () => {
    expect(grpc({ timeout: Duration.millis(250), statusOnError: 503, maxRequestBytes: 1024 })()[0].envoyExtAuthzGrpc)
      .toMatchObject({ timeout: '250ms', statusOnError: '503', includeRequestBodyInCheck: { maxRequestBytes: 1024 } });
    expect(grpc({ failOpen: true })()[0].envoyExtAuthzGrpc.failOpen).toBe(true);
  });

  test('is asked over HTTP by the headers that it is to see', () => {
    const props = { port: 8000, pathPrefix: '/check', requestHeaders: ['authorization', 'x-team-*'], headersToUpstream: ['x-user'], headersToDownstreamOnDeny: ['www-authenticate'] };
    expect(http(props)()).toEqual([{
      name: 'judge',
      envoyExtAuthzHttp: {
        service: 'judge.shop.svc.cluster.local',
        port: 8000,
        pathPrefix: '/check',
        includeRequestHeadersInCheck: ['authorization', 'x-team-*'],
        headersToUpstreamOnAllow: ['x-user'],
        headersToDownstreamOnDeny: ['www-authenticate'],
      },
    }]);
  });

  test('fails with values that Istio or its service do not know', () => {
    expectFailure(grpc({ port: 80 }), '[shop] has extension provider \'judge\' at port 80, which is none of \'shop/judge\': use one of 9000, 8000');
    expectFailure(grpc({ statusOnError: 200 }), '[shop] has statusOnError 200 for \'judge\', which is no refusal');
    expectFailure(grpc({ statusOnError: 503, failOpen: true }), '[shop] has failOpen and statusOnError for \'judge\'');
    expectFailure(grpc({ maxRequestBytes: 0 }), 'maxRequestBytes of \'judge\' 0 is not allowed');
    expectFailure(http({ pathPrefix: 'check' }), 'has pathPrefix \'check\' for \'judge\': begin it with \'/\'');
    expectFailure(http({ requestHeaders: ['a b'] }), 'header name \'a b\' is not valid');
  });
});

import { App, Chart } from 'cdk8s';
import { AccessLogProvider, LogValue, MeshSettings, MetricsProvider, PortProtocol } from '../../src';
import { expectFailure } from '../service/fixtures';
import { addService } from '../support/shop';

/** What the control plane is told of a provider. */
function declared(provider: AccessLogProvider) {
  const settings = MeshSettings.set(new App(), {});
  settings.addExtensionProviders(provider);
  return settings.controlPlaneValues().meshConfig.extensionProviders[0];
}

describe('access log providers', () => {
  test('write JSON to the standard output, with fields under Istio\'s names, and no query in a log', () => {
    const { name, envoyFileAccessLog: { path, logFormat: { labels } } } = declared(AccessLogProvider.json('json'));
    expect({ name, path }).toEqual({ name: 'json', path: '/dev/stdout' });
    expect(labels).toMatchObject({
      start_time: '%START_TIME%',
      method: '%REQ(:METHOD)%',
      path: '%REQ_WITHOUT_QUERY(X-ENVOY-ORIGINAL-PATH?:PATH)%',
      response_code: '%RESPONSE_CODE%',
      trace_id: '%TRACE_ID%',
      downstream_peer: '%DOWNSTREAM_PEER_URI_SAN%',
      upstream_cluster: '%UPSTREAM_CLUSTER_RAW%',
    });
  });

  test('write the fields that are given, and no others', () => {
    const provider = AccessLogProvider.json('json', {
      fields: { at: LogValue.startTime(), tenant: LogValue.requestHeader('x-tenant', 'x-customer'), where: LogValue.text('%HOSTNAME% in %ENVIRONMENT(REGION)%') },
      path: '/var/log/access.json',
      omitEmptyValues: true,
    });
    expect(declared(provider)).toEqual({
      name: 'json',
      envoyFileAccessLog: {
        path: '/var/log/access.json',
        logFormat: { labels: { at: '%START_TIME%', tenant: '%REQ(x-tenant?x-customer)%', where: '%HOSTNAME% in %ENVIRONMENT(REGION)%' } },
        omitEmptyValues: true,
      },
    });
  });

  test('write text, Istio\'s own or another', () => {
    expect(declared(AccessLogProvider.text('plain'))).toEqual({ name: 'plain', envoyFileAccessLog: { path: '/dev/stdout' } });
    expect(declared(AccessLogProvider.text('plain', { format: LogValue.text('%RESPONSE_CODE% %REQ(:PATH)%') })).envoyFileAccessLog.logFormat).toEqual({ text: '%RESPONSE_CODE% %REQ(:PATH)%' });
  });

  test('send records to a collector of OpenTelemetry', () => {
    const app = new App();
    const settings = MeshSettings.set(app, {});
    const chart = new Chart(app, 'logs', { namespace: 'logs' });
    const { service } = addService(chart, 'collector', ['v1'], { port: 4317, protocol: PortProtocol.GRPC });
    settings.addExtensionProviders(
      AccessLogProvider.openTelemetry('otel', service, { logName: 'mesh', body: LogValue.method(), attributes: { status: LogValue.status() } }),
      AccessLogProvider.openTelemetry('usual', service),
    );
    const [otel, usual] = settings.controlPlaneValues().meshConfig.extensionProviders;
    expect(otel).toEqual({
      name: 'otel',
      envoyOtelAls: { service: 'collector.logs.svc.cluster.local', port: 4317, logName: 'mesh', logFormat: { text: '%REQ(:METHOD)%', labels: { status: '%RESPONSE_CODE%' } } },
    });
    expect(Object.keys(usual.envoyOtelAls.logFormat.labels)).toEqual(Object.keys(LogValue.standardFields()));
  });

  test('that come with Istio need no declaration and are one each', () => {
    const settings = MeshSettings.set(new App(), {});
    settings.addExtensionProviders(AccessLogProvider.builtIn(), MetricsProvider.prometheus());
    settings.addExtensionProviders(AccessLogProvider.builtIn(), MetricsProvider.prometheus());
    expect(settings.controlPlaneValues()).toEqual({});
    expect(AccessLogProvider.builtIn()._toJson(new App())).toEqual({ envoyFileAccessLog: { path: '/dev/stdout' } });
    expect(MetricsProvider.prometheus()._toJson()).toEqual({ prometheus: {} });
  });

  test('fail when they have the name of one of Istio\'s own', () => {
    expectFailure(() => declared(AccessLogProvider.json('envoy')), '[App] has an access log provider of the name \'envoy\', which is that of a provider of Istio\'s own');
  });

  test('fail at a file that is none, and without fields', () => {
    expectFailure(() => declared(AccessLogProvider.json('json', { path: 'stdout' })), 'path \'stdout\' of a log is not absolute');
    expectFailure(() => declared(AccessLogProvider.json('json', { fields: {} })), 'a log has no fields');
  });
});

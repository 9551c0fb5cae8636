import { providerUses, serviceProviders } from '../../src/model/provider-uses';
import { meshOf } from '../check/fixtures';
import { object, service } from '../check/objects/gateways';

const meshConfig = {
  extensionProviders: [{ name: 'ask', envoyExtAuthzHttp: { service: 'ask.a.svc.cluster.local' } }, { name: 'spans', zipkin: { service: 'far/zipkin.example.com' } },
    { name: 'logs', envoyOtelAls: { service: 'logs.example.com' } }, { name: 'file', envoyFileAccessLog: {} }, { zipkin: { service: 'nameless' } }, 'strange'],
  defaultProviders: { tracing: ['spans', 'unknown'], metrics: 'strange' },
};

describe('providers of the mesh', () => {
  test('are services with a host and, where it is known, a namespace', () => {
    const yaml = service('x', 'x', '');
    expect([...serviceProviders(meshOf(yaml, { meshConfig })).values()]).toEqual([
      { name: 'ask', host: 'ask.a.svc.cluster.local', namespace: 'a', authorizes: true }, { name: 'spans', host: 'zipkin.example.com', namespace: 'far', authorizes: false },
      { name: 'logs', host: 'logs.example.com', namespace: undefined, authorizes: false },
    ]);
    expect(serviceProviders(meshOf(yaml)).size).toBe(0);
  });

  test('are used by the mesh, by policies and by telemetry', () => {
    const uses = providerUses(meshOf([
      object('security.istio.io/v1', 'AuthorizationPolicy', 'p', 'shop', 'spec: { action: CUSTOM, provider: { name: ask }, selector: { matchLabels: { app: a } } }'),
      object('security.istio.io/v1', 'AuthorizationPolicy', 'q', 'shop', 'spec: { provider: { name: ask } }'),
      object('telemetry.istio.io/v1', 'Telemetry', 't', 'istio-system', 'spec: { accessLogging: [{ providers: [{ name: logs }] }] }'),
    ].join('\n---\n'), { meshConfig }));
    expect(uses.map(({ provider, namespace, labels, object: by }) => [provider.name, namespace, labels, by?.name])).toEqual([
      ['spans', undefined, {}, undefined], ['ask', 'shop', { app: 'a' }, 'p'], ['logs', undefined, {}, 't'],
    ]);
  });
});

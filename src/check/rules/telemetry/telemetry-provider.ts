import { TelemetryPart, TelemetrySpec } from '../../../model/istio-specs';
import { KINDS } from '../../../model/kinds';
import { Provider, providersOf } from '../../../model/providers';
import { Rule } from '../../rule';
import { quoted } from '../../words';

export const telemetryProvider: Rule = {
  id: 'telemetry-provider',
  severity: 'warning',
  title: 'a Telemetry names a provider that the mesh does not have, or that cannot do it',
  why: 'Providers are declared in MeshConfig (`extensionProviders`). One that is not there, or that is of another kind (a log\'s for traces), is left out without a '
    + 'word: the proxies of the Telemetry report nothing, and what they reported by default they no longer do.',
  fix: 'declare the provider in MeshConfig, or name one that is declared',
  codes: [],
  bad: `
apiVersion: telemetry.istio.io/v1
kind: Telemetry
metadata: { name: traces, namespace: shop }
spec:
  tracing:
    - providers: [{ name: otel }]
`,
  mend: { 'name: otel': 'name: otel-tracing' },
  exampleOptions: { meshConfig: { extensionProviders: [{ name: 'otel-tracing', opentelemetry: { service: 'collector.observability.svc.cluster.local', port: 4317 } }] } },

  check(mesh, report) {
    const providers = providersOf(mesh);
    if (!providers) {
      return;
    }
    const byName = new Map<string, Provider>();
    // The first one of a name is found, whatever its case.
    [...providers].reverse().forEach(provider => byName.set(provider.name.toLowerCase(), provider));
    for (const { manifest, spec } of mesh.objects.of<TelemetrySpec>(KINDS.telemetry)) {
      for (const { field, able, noun } of USES) {
        (spec[field] ?? []).forEach(({ providers: named = [] }: TelemetryPart, at: number) => named.forEach(({ name = '' }, index) => {
          const provider = byName.get(name.toLowerCase());
          const path = ['spec', field, at, 'providers', index, 'name'];
          if (name !== '' && !provider) {
            const known = providers.filter(({ type = '', name: own }) => able.has(type) && own !== 'stackdriver').map(one => one.name);
            report(manifest, path, `names provider '${name}' for ${noun}, which the mesh does not have${known.length === 0 ? '' : `; it has ${quoted(known)}`}`);
          } else if (provider?.type !== undefined && !able.has(provider.type)) {
            report(manifest, path, `names provider '${name}' for ${noun}, which is '${provider.type}' and takes none`);
          }
        }));
      }
    }
  },
};

const USES: readonly { readonly field: 'tracing' | 'metrics' | 'accessLogging'; readonly noun: string; readonly able: ReadonlySet<string> }[] = [
  { field: 'tracing', noun: 'traces', able: new Set(['zipkin', 'lightstep', 'datadog', 'skywalking', 'opentelemetry', 'opencensus', 'stackdriver']) },
  { field: 'metrics', noun: 'metrics', able: new Set(['prometheus', 'stackdriver']) },
  { field: 'accessLogging', noun: 'access logs', able: new Set(['envoyFileAccessLog', 'envoyHttpAls', 'envoyTcpAls', 'envoyOtelAls', 'stackdriver']) },
];

import { TelemetrySpec } from '../../../model/istio-specs';
import { KINDS } from '../../../model/kinds';
import { providersOf } from '../../../model/providers';
import { Rule } from '../../rule';

export const telemetryLightstep: Rule = {
  id: 'telemetry-lightstep',
  severity: 'warning',
  title: 'a Telemetry sends traces to Lightstep by a provider that proxies no longer have',
  why: 'Since 1.27 Istio makes nothing of such a provider, and only warns in istiod\'s log: proxies send no traces. Lightstep takes traces of OpenTelemetry.',
  fix: 'declare a provider of type opentelemetry and name that',
  codes: ['IST0002'],
  bad: `
apiVersion: telemetry.istio.io/v1
kind: Telemetry
metadata: { name: traces, namespace: shop }
spec:
  tracing:
    - providers: [{ name: lightstep }]
`,
  mend: { 'name: lightstep': 'name: otel' },
  exampleOptions: {
    meshConfig: {
      extensionProviders: [
        { name: 'lightstep', lightstep: { service: 'lightstep.observability.svc.cluster.local', port: 443 } },
        { name: 'otel', opentelemetry: { service: 'collector.observability.svc.cluster.local', port: 4317 } },
      ],
    },
  },

  check(mesh, report) {
    const gone = new Set((mesh.istioMinor < 27 ? [] : providersOf(mesh))?.filter(({ type }) => type === 'lightstep').map(({ name }) => name.toLowerCase()));
    for (const { manifest, spec: { tracing = [] } } of gone.size === 0 ? [] : mesh.objects.of<TelemetrySpec>(KINDS.telemetry)) {
      tracing.forEach(({ providers = [] }, at) => providers.forEach(({ name = '' }, index) => {
        if (gone.has(name.toLowerCase())) {
          report(manifest, ['spec', 'tracing', at, 'providers', index, 'name'], `sends traces to provider '${name}', which is of type 'lightstep'`);
        }
      }));
    }
  },
};

import { TelemetrySpec } from '../../../model/istio-specs';
import { KINDS } from '../../../model/kinds';
import { Rule } from '../../rule';

export const telemetryTracingIgnored: Rule = {
  id: 'telemetry-tracing-ignored',
  severity: 'warning',
  title: 'a Telemetry configures traces twice',
  why: 'A proxy sends its traces to one provider. Of several providers in an entry only the first is taken, and of several entries for the same direction the later ones '
    + 'overwrite the earlier.',
  fix: 'leave one entry with one provider; a collector can send traces on to several places',
  codes: ['IST0133'],
  bad: `
apiVersion: telemetry.istio.io/v1
kind: Telemetry
metadata: { name: traces, namespace: shop }
spec:
  tracing:
    - providers: [{ name: zipkin }, { name: otel }]
`,
  mend: { '{ name: zipkin }, ': '' },

  check(mesh, report) {
    for (const { manifest, spec: { tracing = [] } } of mesh.objects.of<TelemetrySpec>(KINDS.telemetry)) {
      const seen = new Map<string, number>();
      tracing.forEach(({ providers = [], match: { mode = 'CLIENT_AND_SERVER' } = {} }, at) => {
        if (providers.length > 1) {
          report(manifest, ['spec', 'tracing', at, 'providers', 1], `names ${providers.length} providers for traces, and only '${providers[0].name ?? ''}' is taken`);
        }
        const modes = mode === 'CLIENT_AND_SERVER' ? ['CLIENT', 'SERVER'] : [mode];
        const earlier = modes.map(one => seen.get(one)).find(one => one !== undefined);
        if (earlier !== undefined) {
          report(manifest, ['spec', 'tracing', at], `configures traces in spec.tracing[${at}], which is laid over spec.tracing[${earlier}]`);
        }
        modes.forEach(one => seen.set(one, at));
      });
    }
  },
};

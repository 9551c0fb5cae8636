import { TelemetrySpec } from '../../../model/istio-specs';
import { KINDS } from '../../../model/kinds';
import { Mesh } from '../../../model/mesh';
import { defaultProvidersOf, providersOf } from '../../../model/providers';
import { Rule } from '../../rule';

export const telemetryAccessLogIgnored: Rule = {
  id: 'telemetry-access-log-ignored',
  severity: 'warning',
  title: 'an access log of a Telemetry names no provider',
  why: 'What an entry of `accessLogging` says is for its providers. Without any its filter is ignored, and nothing is logged unless a Telemetry of the mesh or of the '
    + 'namespace, or `defaultProviders` of MeshConfig, names one.',
  fix: 'name the provider in the entry itself (`envoy` is the one that every mesh has)',
  codes: ['IST0157'],
  bad: `
apiVersion: telemetry.istio.io/v1
kind: Telemetry
metadata: { name: log, namespace: shop }
spec:
  accessLogging:
    - filter: { expression: response.code >= 400 }
`,
  mend: { '- filter': '- providers: [{ name: envoy }]\n      filter' },

  check(mesh, report) {
    const unnamed = providersOf(mesh) !== undefined && defaultProvidersOf(mesh, 'accessLogging').length === 0;
    for (const { manifest, namespace, spec: { accessLogging = [] } } of mesh.objects.of<TelemetrySpec>(KINDS.telemetry)) {
      let named = false;
      accessLogging.forEach(({ providers = [], disabled, filter }, at) => {
        named ||= providers.length > 0;
        if (providers.length > 0 || disabled === true) {
          return;
        }
        const path = ['spec', 'accessLogging', at];
        if (filter) {
          report(manifest, [...path, 'filter'], 'has a filter for access logs without a provider, which is ignored');
        } else if (unnamed && !named && !logsIn(mesh).has(namespace) && !logsIn(mesh).has(mesh.rootNamespace)) {
          report(manifest, path, 'switches access logs on without a provider, and nothing names one for it');
        }
      });
    }
  },
};

/** Namespaces with a Telemetry that names a provider of access logs. */
function logsIn(mesh: Mesh): ReadonlySet<string> {
  return mesh.once('namespaces with access logs', () => new Set(mesh.objects.of<TelemetrySpec>(KINDS.telemetry)
    .flatMap(({ namespace, spec: { accessLogging = [] } }) => accessLogging.some(({ providers = [] }) => providers.length > 0) ? [namespace] : [])));
}

import { own } from '../../../core/own';
import { isObject, JsonObject } from '../../../manifests/manifest';
import { asText } from '../../../model/as-text';
import { configTexts } from '../../../model/mesh-config-maps';
import { fieldOf } from '../../../model/mesh-config-shape';
import { MESH_CONFIG_MESSAGES } from '../../../model/mesh-config-table';
import { Rule } from '../../rule';

const PROVIDER = MESH_CONFIG_MESSAGES['MeshConfig.ExtensionProvider'];

export const extensionProviderInvalid: Rule = {
  id: 'extension-provider-invalid',
  severity: 'error',
  title: 'an extension provider of the mesh cannot be used',
  why: 'Policies and telemetry name providers of the mesh\'s configuration. One without an address is left out with no more than a line in the control plane\'s log: a CUSTOM '
    + 'policy of it then denies every request, and traces or logs go nowhere. Of two with one name, one is used.',
  fix: 'give the provider a name of its own, and the service and port where it listens',
  codes: [],
  bad: `
apiVersion: v1
kind: ConfigMap
metadata: { name: istio, namespace: istio-system }
data:
  mesh: |
    extensionProviders:
      - name: authz
        envoyExtAuthzGrpc:
          service: authz.shop.svc.cluster.local
`,
  mend: { 'service: authz.shop.svc.cluster.local': 'service: authz.shop.svc.cluster.local\n          port: 9000' },

  check(mesh, report) {
    for (const { manifest, path, value } of configTexts(mesh, 'mesh')) {
      const providers = fieldOf(value, 'extensionProviders');
      const names = new Set<string>();
      (Array.isArray(providers) ? providers : []).filter(isObject).forEach((provider: JsonObject, at: number) => {
        const { name } = provider;
        if (typeof name !== 'string' || name === '') {
          report(manifest, path, `holds extension provider ${at + 1} without a name, which nothing can refer to`);
          return;
        }
        if (names.has(name)) {
          report(manifest, path, `holds two extension providers with the name '${name}', of which one is used`);
        }
        names.add(name);
        problemsOf(provider).forEach(problem => report(manifest, path, `holds extension provider '${name}' ${problem}`));
      });
    }
  },
};

function problemsOf(provider: JsonObject): string[] {
  const kinds = Object.keys(provider).filter(field => field !== 'name' && own(PROVIDER, field) !== undefined);
  if (kinds.length !== 1) {
    return [kinds.length === 0 ? 'that does not say what it is, as envoyExtAuthzGrpc or opentelemetry' : `that is ${kinds.map(kind => `'${kind}'`).join(' and ')} at once`];
  }
  const [kind] = kinds;
  const settings = isObject(provider[kind]) ? provider[kind] as JsonObject : {};
  const { service, port } = settings;
  const found = MESH_CONFIG_MESSAGES[PROVIDER[kind]].service === undefined ? [] : [
    ...service === undefined || service === '' ? [`without '${kind}.service'`] : [],
    ...Number(asText(port ?? 0)) < 1 || Number(asText(port)) > 65535 ? [port === undefined ? `without '${kind}.port'` : `with port ${asText(port)} in '${kind}.port', which is none`] : [],
  ];
  return typeof settings.pathPrefix === 'string' && settings.pathPrefix !== '' && !settings.pathPrefix.startsWith('/')
    ? [...found, `with '${settings.pathPrefix}' in '${kind}.pathPrefix', which must begin with '/'`] : found;
}

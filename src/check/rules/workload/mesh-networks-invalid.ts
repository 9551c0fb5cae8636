import { isObject } from '../../../manifests/manifest';
import { asText } from '../../../model/as-text';
import { isCidr } from '../../../model/host-syntax';
import { KINDS } from '../../../model/kinds';
import { Mesh } from '../../../model/mesh';
import { configTexts } from '../../../model/mesh-config-maps';
import { fieldOf, shapeProblems } from '../../../model/mesh-config-shape';
import { labelsOf } from '../../../model/metadata';
import { pathText } from '../../finding';
import { Rule } from '../../rule';

const OWN = ['Kubernetes', 'Mock', 'External'];

export const meshNetworksInvalid: Rule = {
  id: 'mesh-networks-invalid',
  severity: 'error',
  title: 'the networks of the mesh cannot be used as they are written',
  why: 'The control plane reads `data.meshNetworks` of ConfigMap istio to know which endpoints are in which network, and the gateways between them. When one entry is wrong it '
    + 'refuses all of them; endpoints of a registry that it does not know are in no network, and other networks try to reach their pods directly, and fail.',
  fix: 'correct the entry; API reference: MeshNetworks',
  codes: ['IST0126'],
  bad: `
apiVersion: v1
kind: ConfigMap
metadata: { name: istio, namespace: istio-system }
data:
  meshNetworks: |
    networks:
      east:
        endpoints:
          - fromCidr: 10.0.0.0
        gateways:
          - { address: 192.0.2.1, port: 15443 }
`,
  mend: { '10.0.0.0': '10.0.0.0/8' },

  check(mesh, report) {
    for (const { manifest, path, value, problem } of configTexts(mesh, 'meshNetworks')) {
      const tell = (field: readonly (string | number)[], message: string, severity: 'error' | 'warning' = 'error') =>
        report(manifest, path, `holds networks of the mesh ${field.length === 0 ? 'that' : `whose ${pathText(field)}`} ${message}`, { severity });
      if (problem !== undefined) {
        tell([], `are no YAML: ${problem}`);
        continue;
      }
      if (value === undefined || value === null) {
        continue;
      }
      const shape = shapeProblems('MeshNetworks', value, mesh.istioMinor);
      shape.forEach(one => tell(one.path, one.path.length === 0 ? 'are no object' : one.message, one.refused ? 'error' : 'warning'));
      const networks = shape.some(({ refused }) => refused) ? undefined : fieldOf(value, 'networks');
      const unknown = unknownRegistries(mesh, networks);
      for (const [name, network] of Object.entries(isObject(networks) ? networks : {})) {
        listOf(network, 'endpoints').forEach((endpoint, at) => {
          const field = ['networks', name, 'endpoints', at];
          const { fromCidr, fromRegistry } = endpoint;
          if (typeof fromCidr === 'string' && !isCidr(fromCidr)) {
            tell([...field, 'fromCidr'], `is '${fromCidr}', and must be a CIDR range`);
          }
          if (typeof fromRegistry === 'string' && unknown.has(fromRegistry)) {
            tell([...field, 'fromRegistry'], `is '${fromRegistry}', and no Secret of a remote cluster has that name`, 'warning');
          }
        });
        listOf(network, 'gateways').forEach((gateway, at) => {
          const field = ['networks', name, 'gateways', at];
          if (!gateway.address && !gateway.registryServiceName) {
            tell(field, 'has neither an address nor a registryServiceName');
          }
          const port = Number(asText(gateway.port ?? 0));
          if (port < 1 || port > 65535) {
            tell([...field, 'port'], gateway.port === undefined ? 'is missing' : `is ${asText(gateway.port)}, and must be a port`);
          }
        });
      }
    }
  },
};

function listOf(network: unknown, field: string) {
  const list = fieldOf(network, field);
  return Array.isArray(list) ? list.filter(isObject) : [];
}

/**
 * Registries that surely are none: names that the Secrets of remote clusters do not have. The cluster of the control plane has a name too, which nobody says; so a single
 * one is taken for it.
 */
function unknownRegistries(mesh: Mesh, networks: unknown): ReadonlySet<string> {
  const remote = mesh.objects.of(KINDS.secret).filter(({ manifest }) => labelsOf(manifest.json)['istio/multiCluster'] === 'true');
  const known = new Set([...OWN, ...remote.flatMap(({ manifest: { json } }) => ['data', 'stringData'].flatMap(field => Object.keys(isObject(json[field]) ? json[field] : {})))]);
  const named = Object.values(isObject(networks) ? networks : {}).flatMap(network => listOf(network, 'endpoints').flatMap(({ fromRegistry }) =>
    typeof fromRegistry === 'string' && !known.has(fromRegistry) ? [fromRegistry] : []));
  const unknown = new Set(named);
  return remote.length > 0 && unknown.size > 1 ? unknown : new Set();
}

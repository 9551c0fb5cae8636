import { configTexts } from '../../../model/mesh-config-maps';
import { shapeProblems } from '../../../model/mesh-config-shape';
import { pathText } from '../../finding';
import { Rule } from '../../rule';

export const meshConfigInvalid: Rule = {
  id: 'mesh-config-invalid',
  severity: 'error',
  title: 'the mesh\'s configuration is no MeshConfig',
  why: 'The control plane reads `data.mesh` of ConfigMap istio as YAML of MeshConfig. What is no YAML or has a wrong type makes it refuse the whole text: it keeps what it had, '
    + 'and does not start anew. Fields that it does not know are ignored without a word, as misspelt ones are.',
  fix: 'correct the field; API reference: MeshConfig',
  codes: [],
  bad: `
apiVersion: v1
kind: ConfigMap
metadata: { name: istio, namespace: istio-system }
data:
  mesh: |
    accessLogFile: /dev/stdout
    outboundTrafficPolicy: REGISTRY_ONLY
`,
  mend: { 'outboundTrafficPolicy: REGISTRY_ONLY': 'outboundTrafficPolicy: { mode: REGISTRY_ONLY }' },

  check(mesh, report) {
    for (const { manifest, path, value, problem } of configTexts(mesh, 'mesh')) {
      if (problem !== undefined) {
        report(manifest, path, `holds configuration of the mesh that is no YAML: ${problem}`);
      } else if (value !== undefined && value !== null) {
        for (const { path: field, refused, message } of shapeProblems('MeshConfig', value, mesh.istioMinor)) {
          report(manifest, path, `holds configuration of the mesh ${field.length === 0 ? 'that' : `whose ${pathText(field)}`} ${message}`, { severity: refused ? 'error' : 'warning' });
        }
      }
    }
  },
};

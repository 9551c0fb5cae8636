import { fieldText } from './shape-rule';
import { servedVersionsOf } from '../../../model/sound-manifests';
import { Rule } from '../../rule';

export const experimentalGatewayApi: Rule = {
  id: 'experimental-gateway-api',
  severity: 'warning',
  title: 'a version, a field or a value is of the experimental channel of the Gateway API',
  why: 'The resources of the Gateway API come in two channels, and what is experimental is in one of them alone: where the standard one is installed, which is usual, the API server '
    + 'refuses the object, or drops the field without a word. It may change or go away with the next version, too.',
  fix: 'install the experimental channel of the Gateway API and accept this finding, or leave it out',
  codes: [],
  bad: `
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: { name: cart, namespace: shop }
spec:
  parentRefs:
    - { group: '', kind: Service, name: cart, port: 80 }
  rules:
    - backendRefs:
        - { name: cart, port: 80 }
      sessionPersistence: { sessionName: cart }
---
apiVersion: v1
kind: Service
metadata: { name: cart, namespace: shop }
spec:
  ports:
    - { name: http, port: 80 }
`,
  mend: { '      sessionPersistence: { sessionName: cart }\n': '' },

  check(mesh, report) {
    for (const { manifest, problems } of mesh.experimental) {
      if (problems.length === 0) {
        const [newest] = servedVersionsOf(manifest.apiVersion, manifest.kind);
        report(manifest, ['apiVersion'], `is of '${manifest.apiVersion}', which only the experimental channel serves`, { fix: `write ${newest}, or install the experimental channel` });
      }
      for (const { path, kind, message } of problems) {
        const what = kind === 'unknown' ? `has ${fieldText(path)}, which is of the experimental channel alone` : `${fieldText(path)} ${message}, except in the experimental channel`;
        report(manifest, path, what.trimStart());
      }
    }
  },
};

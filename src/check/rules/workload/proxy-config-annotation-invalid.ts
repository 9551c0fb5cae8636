import { embeddedYaml } from '../../../model/embedded-yaml';
import { isInjected } from '../../../model/injection';
import { shapeProblems } from '../../../model/mesh-config-shape';
import { pathText } from '../../finding';
import { Rule } from '../../rule';

const NAME = 'proxy.istio.io/config';

export const proxyConfigAnnotationInvalid: Rule = {
  id: 'proxy-config-annotation-invalid',
  severity: 'error',
  title: 'the annotation proxy.istio.io/config is no ProxyConfig',
  why: 'The injector reads the annotation as YAML of Istio\'s ProxyConfig. What is no YAML or has a wrong type makes it refuse the pod, so that a Deployment creates '
    + 'none; values of proxyMetadata must be texts, for example. Fields that it does not know are ignored without a word.',
  fix: 'correct the annotation',
  codes: ['IST0125'],
  bad: `
apiVersion: v1
kind: Pod
metadata:
  name: cart
  namespace: shop
  annotations:
    proxy.istio.io/config: |
      holdApplicationUntilProxyStarts: "yes"
spec:
  containers:
    - { name: cart, image: registry.example.com/cart:1 }
`,
  mend: { '"yes"': 'true' },

  check(mesh, report) {
    // Many workloads say the same.
    const read = new Map<string, ReturnType<typeof embeddedYaml>>();
    for (const workload of mesh.workloadsCarrying(NAME)) {
      const { object: { manifest }, podPath, annotations: { [NAME]: text }, namespace } = workload;
      if (text === undefined || isInjected(workload, mesh.namespaces.get(namespace)) === false) {
        continue;
      }
      const path = [...podPath, 'metadata', 'annotations', NAME];
      const known = read.get(text) ?? embeddedYaml(String(text));
      read.set(text, known);
      const { value, problem } = known;
      if (problem !== undefined) {
        report(manifest, path, `has ${NAME} that is no YAML: ${problem}`);
      } else if (value !== undefined && value !== null) {
        for (const { path: field, refused, message } of shapeProblems('ProxyConfig', value, mesh.istioMinor)) {
          report(manifest, path, field.length === 0 ? `has ${NAME} that ${message}` : `has ${NAME} whose ${pathText(field)} ${message}`, {
            severity: refused ? 'error' : 'warning',
          });
        }
      }
    }
  },
};

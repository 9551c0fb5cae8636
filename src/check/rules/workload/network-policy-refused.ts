import { FieldPath } from '../../../manifests/locate';
import { isObject, JsonObject } from '../../../manifests/manifest';
import { isCidr } from '../../../model/host-syntax';
import { Rule } from '../../rule';

export const networkPolicyRefused: Rule = {
  id: 'network-policy-refused',
  severity: 'error',
  title: 'a NetworkPolicy has ports or ranges of addresses that contradict themselves',
  why: 'The API server refuses the object. A range of ports begins with a number and ends with one that is not smaller; a range of addresses is written as 10.0.0.0/8.',
  fix: 'write the first port as a number and the last one behind it, and ranges with the number of their bits',
  codes: [],
  bad: `
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: cart, namespace: shop }
spec:
  podSelector: { matchLabels: { app: cart } }
  policyTypes: [Ingress]
  ingress:
    - ports:
        - { port: 9000, endPort: 8000 }
`,
  mend: { 'endPort: 8000': 'endPort: 9010' },

  check(mesh, report) {
    for (const { manifest, spec } of mesh.objects.of<JsonObject>('networking.k8s.io/NetworkPolicy')) {
      for (const [direction, peers] of [['ingress', 'from'], ['egress', 'to']]) {
        listOf(spec[direction]).forEach((rule, at) => {
          const path = ['spec', direction, at];
          listOf(rule.ports).forEach(({ port, endPort }, item) => {
            const problem = endPort === undefined ? undefined : portProblem(port, endPort);
            if (problem !== undefined) {
              report(manifest, [...path, 'ports', item, 'endPort'], problem);
            }
          });
          listOf(rule[peers]).forEach(({ ipBlock }, item) => {
            rangesOf(ipBlock).filter(({ range }) => !isCidr(range)).forEach(({ range, path: place }) =>
              report(manifest, [...path, peers, item, 'ipBlock', ...place], `names the addresses '${range}', which are no range as 10.0.0.0/8`));
          });
        });
      }
    }
  },
};

function portProblem(port: unknown, endPort: unknown): string | undefined {
  return port === undefined ? 'ends a range of ports that has no first one'
    : typeof port === 'string' ? `ends a range of ports that begins with '${port}', and it must begin with a number`
      : Number(endPort) < Number(port) ? `ends a range of ports with ${String(endPort)}, which begins with ${String(port)}` : undefined;
}

function rangesOf(block: unknown): readonly { readonly range: string; readonly path: FieldPath }[] {
  const { cidr, except } = isObject(block) ? block : {} as JsonObject;
  return [
    ...typeof cidr === 'string' && cidr !== '' ? [{ range: cidr, path: ['cidr'] }] : [],
    ...(Array.isArray(except) ? except : []).flatMap((range: unknown, at) => typeof range === 'string' ? [{ range, path: ['except', at] }] : []),
  ];
}

function listOf(value: unknown): readonly JsonObject[] {
  return Array.isArray(value) ? value.map((item: unknown) => isObject(item) ? item : {}) : [];
}

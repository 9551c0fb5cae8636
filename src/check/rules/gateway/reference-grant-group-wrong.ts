import { ReferenceGrantSpec } from '../../../model/gateway-api-specs';
import { KINDS } from '../../../model/kinds';
import { Rule } from '../../rule';

const FROM_GROUP = 'gateway.networking.k8s.io';
/** Kinds that a grant is for. */
const FROM = ['Gateway', 'HTTPRoute', 'GRPCRoute', 'TLSRoute', 'TCPRoute', 'UDPRoute', 'ListenerSet'];
const TO = ['Service', 'Secret', 'ConfigMap'];

export const referenceGrantGroupWrong: Rule = {
  id: 'reference-grant-group-wrong',
  severity: 'warning',
  title: 'a ReferenceGrant names a kind with a group that it is not of',
  why: 'The entry grants nothing, and what relies on it is refused. Routes and Gateways are of group `gateway.networking.k8s.io`; Services, '
    + 'Secrets and ConfigMaps are of '
    + 'the group without a name, written `""`.',
  fix: 'use group gateway.networking.k8s.io in from, and "" in to',
  codes: [],
  bad: `
apiVersion: gateway.networking.k8s.io/v1beta1
kind: ReferenceGrant
metadata: { name: edge, namespace: shop }
spec:
  from:
    - { group: gateway.networking.k8s.io, kind: HTTPRoute, namespace: edge }
  to:
    - { group: core, kind: Service }
`,
  mend: { 'group: core': 'group: ""' },

  check(mesh, report) {
    for (const { manifest, spec: { from = [], to = [] } } of mesh.objects.of<ReferenceGrantSpec>(KINDS.referenceGrant)) {
      from.forEach(({ group = '', kind = '' }, at) => {
        if (FROM.includes(kind) && group !== FROM_GROUP && (group === '' || group.endsWith('.k8s.io') || group.endsWith('istio.io'))) {
          report(manifest, ['spec', 'from', at, 'group'], `grants to ${kind} of group '${group}', and that kind is of '${FROM_GROUP}'`);
        }
      });
      to.forEach(({ group = '', kind = '' }, at) => {
        if (TO.includes(kind) && ['core', 'v1', FROM_GROUP].includes(group)) {
          report(manifest, ['spec', 'to', at, 'group'], `grants ${kind} of group '${group}', and that kind is of ''`);
        }
      });
    }
  },
};

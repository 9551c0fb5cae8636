import { isObject, JsonObject } from '../../../manifests/manifest';
import { asText } from '../../../model/as-text';
import { KINDS, kindKey } from '../../../model/kinds';
import { fieldOf } from '../../../model/mesh-config-shape';
import { Rule } from '../../rule';

const OF_ROUTES = ['Accepted', 'Programmed', 'ResolvedRefs'];
/** Conditions that say with 'False' that something does not work. */
const CONDITIONS: { readonly [kind: string]: readonly string[] } = {
  [KINDS.service]: ['istio.io/WaypointBound'],
  [KINDS.serviceEntry]: ['istio.io/WaypointBound'],
  [KINDS.workloadEntry]: ['istio.io/WaypointBound'],
  [KINDS.authorizationPolicy]: ['ZtunnelAccepted', 'WaypointAccepted'],
  [KINDS.k8sGateway]: OF_ROUTES,
  [KINDS.httpRoute]: OF_ROUTES,
  [KINDS.grpcRoute]: OF_ROUTES,
};

export const negativeCondition: Rule = {
  id: 'negative-condition',
  severity: 'warning',
  title: 'the status of an object says that it does not work',
  why: 'Istio writes into the status of an object what it could not do with it. Objects read from a cluster carry it; what it says holds for the time when they were read.',
  fix: 'mend what the condition says',
  codes: ['IST0171'],
  bad: `
apiVersion: security.istio.io/v1
kind: AuthorizationPolicy
metadata: { name: cart, namespace: shop }
spec:
  rules: [{}]
status:
  conditions:
    - { type: ZtunnelAccepted, status: "False", reason: UnsupportedValue, message: ztunnel does not support HTTP attributes }
`,
  mend: { '"False", reason: UnsupportedValue, message: ztunnel does not support HTTP attributes': '"True", reason: Accepted, message: attached to ztunnel' },

  check(mesh, report) {
    for (const manifest of mesh.objects.all.filter(({ json }) => isObject(json.status))) {
      const status = manifest.json.status as JsonObject;
      const kind = kindKey(manifest.apiVersion, manifest.kind);
      if (!Object.prototype.hasOwnProperty.call(CONDITIONS, kind)) {
        continue;
      }
      const parents = Array.isArray(status.parents) ? status.parents as readonly unknown[] : [];
      const lists = [{ list: status.conditions, path: ['status', 'conditions'] as (string | number)[] },
        ...parents.map((parent, at) => ({ list: fieldOf(parent, 'conditions'), path: ['status', 'parents', at, 'conditions'] }))];
      for (const { list, path } of lists) {
        (Array.isArray(list) ? list as readonly unknown[] : []).forEach((condition, at) => {
          const [type, said, reason, message] = ['type', 'status', 'reason', 'message'].map(field => fieldOf(condition, field));
          const partly = kind === KINDS.authorizationPolicy && type === 'WaypointAccepted' && reason === 'PartiallyInvalid';
          if (partly || (said === 'False' && CONDITIONS[kind].includes(asText(type)))) {
            const details = [reason, message].filter(text => typeof text === 'string' && text !== '').join(', ');
            report(manifest, [...path, at], `has condition ${asText(type)}: '${asText(said)}'${details === '' ? '' : ` (${details})`}`);
          }
        });
      }
    }
  },
};

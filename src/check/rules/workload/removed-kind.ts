import { fieldOf } from '../../../model/mesh-config-shape';
import { Rule } from '../../rule';

/** Groups that Istio once had, and what there is instead. */
const REMOVED: { readonly [group: string]: string } = {
  'rbac.istio.io': 'AuthorizationPolicy of security.istio.io/v1',
  'authentication.istio.io': 'PeerAuthentication and RequestAuthentication of security.istio.io/v1',
  'config.istio.io': 'Telemetry, WasmPlugin and AuthorizationPolicy',
};

export const removedKind: Rule = {
  id: 'removed-kind',
  severity: 'error',
  title: 'an object of a kind that Istio gave up',
  why: 'The control plane does not read objects of these kinds any more, even where a cluster still has their definitions. What they should allow, deny or require '
    + 'does not hold.',
  fix: 'write it anew with a kind that Istio has',
  codes: ['IST0002'],
  bad: `
apiVersion: rbac.istio.io/v1alpha1
kind: ServiceRole
metadata: { name: viewers, namespace: shop }
spec:
  rules:
    - { services: ["*"], methods: [GET] }
`,
  mend: {
    'rbac.istio.io/v1alpha1': 'security.istio.io/v1',
    'kind: ServiceRole': 'kind: AuthorizationPolicy',
    '- { services: ["*"], methods: [GET] }': '- to: [{ operation: { methods: [GET] } }]',
  },

  check(mesh, report) {
    for (const manifest of mesh.objects.ofKinds(kind => isRemoved(groupOf(kind)) || kind.endsWith('CustomResourceDefinition'))) {
      const group = manifest.kind === 'CustomResourceDefinition' ? fieldOf(manifest.json, 'spec', 'group') : groupOf(manifest.apiVersion);
      if (isRemoved(group)) {
        report(manifest, ['apiVersion'], `is of '${group}', which Istio gave up and does not read`, { fix: `use ${REMOVED[group]}` });
      }
    }
  },
};

function groupOf(text: string): string {
  return text.split('/')[0];
}

function isRemoved(group: unknown): group is string {
  return typeof group === 'string' && Object.prototype.hasOwnProperty.call(REMOVED, group);
}

import { grouped } from '../../../core/grouped';
import { PolicyValues, valuesOf } from '../../../model/authorization-policy';
import { KINDS } from '../../../model/kinds';
import { Mesh } from '../../../model/mesh';
import { AuthorizationPolicySpec, WorkloadEntrySpec, WorkloadGroupSpec } from '../../../model/specs';
import { mayHoldUnknownPods } from '../../../model/unknown-pods';
import { Rule } from '../../rule';

export const policyAccountNotFound: Rule = {
  id: 'policy-account-not-found',
  severity: 'warning',
  title: 'an AuthorizationPolicy names a service account that no workload has',
  why: 'An identity is made of the namespace and the service account of a pod (`spec.serviceAccountName`, or `default`), not of its name or labels. A principal that '
    + 'no pod has matches nobody, so its client is refused, or what should be denied is allowed.',
  fix: 'name the service account with which the client runs',
  codes: ['KIA0106'],
  bad: `
apiVersion: security.istio.io/v1
kind: AuthorizationPolicy
metadata: { name: cart, namespace: shop }
spec:
  rules:
    - from:
        - source:
            principals: [cluster.local/ns/web/sa/frontend]
---
apiVersion: v1
kind: ServiceAccount
metadata: { name: web-frontend, namespace: web }
---
apiVersion: apps/v1
kind: Deployment
metadata: { name: frontend, namespace: web }
spec:
  selector:
    matchLabels: { app: frontend }
  template:
    metadata:
      labels: { app: frontend }
    spec:
      serviceAccountName: web-frontend
      containers:
        - { name: frontend, image: registry.example.com/frontend:1 }
`,
  mend: { 'sa/frontend]': 'sa/web-frontend]' },

  check(mesh, report) {
    for (const policy of mesh.objects.of<AuthorizationPolicySpec>(KINDS.authorizationPolicy)) {
      for (const list of valuesOf(policy)) {
        list.values.forEach((value, at) => {
          const account = accountOf(mesh, list, value, policy.namespace);
          if (account === undefined) {
            return;
          }
          const [namespace, name] = account;
          const { namespaces, byAccount, byName } = workloadsIn(mesh);
          const where = [...list.path, at];
          if (!namespaces.has(namespace) || mayHoldUnknownPods(mesh, namespace) || hasMachine(mesh, namespace, name)) {
            return;
          }
          const users = byAccount.get(`${namespace}/${name}`) ?? [];
          const field = String(list.path.at(-1));
          if (users.length === 0 && !mesh.objects.find(KINDS.serviceAccount, namespace, name)) {
            const meant = byName.get(`${namespace}/${name}`);
            const instead = meant ? `; ${meant.kind} '${name}' has '${meant.serviceAccount}'` : '';
            report(policy.manifest, where, `names service account '${namespace}/${name}' in ${field}, which no workload of that namespace has${instead}`, {
              others: meant ? [meant.object.manifest] : [],
            });
          } else if (users.length > 0 && users.every(({ inMesh }) => inMesh === false) && !list.negated) {
            report(policy.manifest, where, `names service account '${namespace}/${name}' in ${field}, and ${users[0].kind} '${users[0].name}', which has it, is not in the mesh`, {
              others: users.map(({ object }) => object.manifest),
              fix: 'put the client into the mesh: without a proxy it has no identity',
            });
          }
        });
      }
    }
  },
};

/** The namespace and name of a service account that a value means; nothing where it means several, or those of another mesh. */
function accountOf(mesh: Mesh, { attribute }: PolicyValues, value: string, policyNamespace: string): readonly [string, string] | undefined {
  if (attribute === 'serviceAccounts') {
    const [namespace, name] = value.includes('/') ? value.split('/') : [policyNamespace, value];
    return [namespace, name];
  }
  const [, trustDomain, namespace, name] = /^([^/*]+)\/ns\/([^/*]+)\/sa\/([^/*]+)$/.exec(attribute === 'principals' ? value : '') ?? [];
  return trustDomain === 'cluster.local' || (trustDomain !== undefined && trustDomain === mesh.meshConfig.trustDomain) ? [namespace, name] : undefined;
}

/** Namespaces with workloads, and these by namespace and account, or name. */
function workloadsIn(mesh: Mesh) {
  return mesh.once('workloads by accounts', () => {
    return {
      byAccount: grouped(mesh.workloads, ({ namespace, serviceAccount }) => `${namespace}/${serviceAccount}`),
      byName: new Map(mesh.workloads.map(workload => [`${workload.namespace}/${workload.name}`, workload])),
      namespaces: new Set(mesh.workloads.map(({ namespace }) => namespace)),
    };
  });
}

function hasMachine(mesh: Mesh, namespace: string, account: string): boolean {
  return mesh.once('accounts of machines', () => new Set([
    ...mesh.objects.of<WorkloadEntrySpec>(KINDS.workloadEntry).map(entry => `${entry.namespace}/${entry.spec.serviceAccount ?? 'default'}`),
    ...mesh.objects.of<WorkloadGroupSpec>(KINDS.workloadGroup).map(group => `${group.namespace}/${group.spec.template?.serviceAccount ?? 'default'}`),
  ])).has(`${namespace}/${account}`);
}

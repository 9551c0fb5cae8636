import { grouped } from '../../../core/grouped';
import { PolicyValues, valuesFor } from '../../../model/authorization-policy';
import { qualifiedName } from '../../../model/entity';
import { WorkloadEntrySpec, WorkloadGroupSpec } from '../../../model/istio-specs';
import { KINDS } from '../../../model/kinds';
import { Mesh } from '../../../model/mesh';
import { mayHoldUnknownPods } from '../../../model/unknown-pods';
import { Workload } from '../../../model/workload';
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
    const lists = valuesFor(mesh, 'principals', 'serviceAccounts');
    const accounts = lists.length === 0 ? new Map<string, ReadonlySet<string>>() : accountsInMesh(mesh);
    for (const list of lists) {
      const { policy: { manifest, namespace: own }, field } = list;
      list.values.forEach((value, at) => {
        const account = accountOf(mesh, list, value, own);
        if (!account || accounts.get(account.namespace)?.has(account.name)) {
          return;
        }
        const { namespace, name } = account;
        if (!mesh.namespacesWithWorkloads.has(namespace) || mayHoldUnknownPods(mesh, namespace) || hasMachine(mesh, namespace, name)) {
          return;
        }
        const where = [...list.path, at];
        const users = usersOf(mesh, namespace, name);
        if (users.length === 0 && !mesh.objects.find(KINDS.serviceAccount, namespace, name)) {
          const meant = workloadNamed(mesh, namespace, name);
          const instead = meant ? `; ${meant.kind} '${name}' has '${meant.serviceAccount}'` : '';
          report(manifest, where, `names service account '${namespace}/${name}' in ${field}, which no workload of that namespace has${instead}`, {
            others: meant ? [meant.object.manifest] : [],
          });
        } else if (users.length > 0 && !list.negated) {
          report(manifest, where, `names service account '${namespace}/${name}' in ${field}, and ${users[0].kind} '${users[0].name}', which has it, is not in the mesh`, {
            others: users.map(({ object }) => object.manifest),
            fix: 'put the client into the mesh: without a proxy it has no identity',
          });
        }
      });
    }
  },
};

interface Account {
  readonly namespace: string;
  readonly name: string;
}

/** The service account that a value means; nothing where it means several, or those of another mesh. */
function accountOf(mesh: Mesh, { attribute }: PolicyValues, value: string, policyNamespace: string): Account | undefined {
  const parts = value.split('/');
  if (attribute === 'serviceAccounts') {
    return parts.length > 1 ? { namespace: parts[0], name: parts[1] } : { namespace: policyNamespace, name: value };
  }
  // As cluster.local/ns/shop/sa/cart.
  const isOne = parts.length === 5 && parts[1] === 'ns' && parts[3] === 'sa' && !parts.includes('') && !value.includes('*');
  return isOne && (parts[0] === 'cluster.local' || parts[0] === mesh.meshConfig.trustDomain) ? { namespace: parts[2], name: parts[4] } : undefined;
}

/** Accounts of workloads that may be in the mesh, by their namespaces: those that most policies name. */
function accountsInMesh(mesh: Mesh): ReadonlyMap<string, ReadonlySet<string>> {
  return mesh.once('accounts in the mesh', () => {
    const found = new Map<string, Set<string>>();
    for (const { namespace, serviceAccount, inMesh } of mesh.workloads) {
      if (inMesh !== false) {
        const accounts = found.get(namespace);
        if (accounts) {
          accounts.add(serviceAccount);
        } else {
          found.set(namespace, new Set([serviceAccount]));
        }
      }
    }
    return found;
  });
}

function usersOf(mesh: Mesh, namespace: string, account: string): readonly Workload[] {
  return mesh.once('workloads by accounts', () => grouped(mesh.workloads, workload => `${workload.namespace}/${workload.serviceAccount}`)).get(`${namespace}/${account}`) ?? [];
}

function workloadNamed(mesh: Mesh, namespace: string, name: string): Workload | undefined {
  return mesh.once('workloads by names', () => new Map(mesh.workloads.map(workload => [qualifiedName(workload), workload]))).get(qualifiedName({ namespace, name }));
}

function hasMachine(mesh: Mesh, namespace: string, account: string): boolean {
  return mesh.once('accounts of machines', () => new Set([
    ...mesh.objects.of<WorkloadEntrySpec>(KINDS.workloadEntry).map(entry => `${entry.namespace}/${entry.spec.serviceAccount ?? 'default'}`),
    ...mesh.objects.of<WorkloadGroupSpec>(KINDS.workloadGroup).map(group => `${group.namespace}/${group.spec.template?.serviceAccount ?? 'default'}`),
  ])).has(`${namespace}/${account}`);
}

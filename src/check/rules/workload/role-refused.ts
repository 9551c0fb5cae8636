import { FieldPath } from '../../../manifests/locate';
import { isObject, JsonObject, Manifest } from '../../../manifests/manifest';
import { KINDS } from '../../../model/kinds';
import { objectNameProblem } from '../../../model/name-syntax';
import { Rule } from '../../rule';

const GROUP = 'rbac.authorization.k8s.io';

export const roleRefused: Rule = {
  id: 'role-refused',
  severity: 'error',
  title: 'a role allows nothing that there is, or a binding is for nobody that there is',
  why: 'The API server refuses the object. A rule of a role is of resources, with their groups (\'\' for Kubernetes\' first one), or, in a ClusterRole, of URLs. A ClusterRoleBinding binds '
    + 'a ClusterRole, to service accounts with their namespaces, and users and groups are of a group themselves.',
  fix: 'write apiGroups and resources of each rule, and namespace or apiGroup of each subject',
  codes: [],
  bad: `
apiVersion: rbac.authorization.k8s.io/v1
kind: Role
metadata: { name: reader, namespace: shop }
rules:
  - { resources: [pods], verbs: [get] }
`,
  mend: { '{ resources: [pods]': '{ apiGroups: [\'\'], resources: [pods]' },

  check(mesh, report) {
    for (const kind of ['Role', 'ClusterRole']) {
      for (const { manifest } of mesh.objects.of<JsonObject>(`${GROUP}/${kind}`)) {
        listOf(manifest.json.rules).forEach((rule, at) => ruleProblems(rule, kind).forEach(message => report(manifest, ['rules', at], message)));
      }
    }
    for (const kind of ['RoleBinding', 'ClusterRoleBinding']) {
      for (const { manifest } of mesh.objects.of<JsonObject>(`${GROUP}/${kind}`)) {
        bindingProblems(manifest).forEach(([path, message]) => report(manifest, path, message));
      }
    }
  },
};

function ruleProblems(rule: JsonObject, kind: string): readonly string[] {
  const has = (field: string) => Array.isArray(rule[field]) && (rule[field] as unknown[]).length > 0;
  if (has('nonResourceURLs')) {
    return [
      ...kind === 'Role' ? ['is of URLs, which only a ClusterRole may have'] : [],
      ...['apiGroups', 'resources', 'resourceNames'].some(has) ? ['is of URLs and of resources, and must be of one of both'] : [],
    ];
  }
  return ['apiGroups', 'resources'].filter(field => !has(field)).map(field => `is of resources and names no ${field}`);
}

function bindingProblems({ kind, json: { roleRef, subjects } }: Manifest): readonly (readonly [FieldPath, string])[] {
  const cluster = kind === 'ClusterRoleBinding';
  const found: (readonly [FieldPath, string])[] = cluster && isObject(roleRef) && roleRef.kind === 'Role' ? [[['roleRef', 'kind'], 'binds a Role in the whole cluster, and only a ClusterRole can be']] : [];
  listOf(subjects).forEach(({ kind: who, name, namespace, apiGroup }, at) => {
    if (who === 'ServiceAccount' && typeof name === 'string' && name !== '' && objectNameProblem(KINDS.serviceAccount, name) !== undefined) {
      found.push([['subjects', at, 'name'], `binds a service account named '${name}', which is no name`]);
    }
    if (who === 'ServiceAccount' && cluster && !namespace) {
      found.push([['subjects', at], 'binds a service account without its namespace']);
    }
    if (who === 'ServiceAccount' && apiGroup) {
      found.push([['subjects', at, 'apiGroup'], `binds a service account of group '${String(apiGroup)}', which has none`]);
    }
    // What is left out is the right one; what is empty is not.
    if ((who === 'User' || who === 'Group') && apiGroup !== undefined && apiGroup !== GROUP && apiGroup !== '') {
      found.push([['subjects', at, 'apiGroup'], `binds a ${who} of group '${String(apiGroup)}', and it is of '${GROUP}'`]);
    }
  });
  return found;
}

function listOf(value: unknown): readonly JsonObject[] {
  return Array.isArray(value) ? value.map((item: unknown) => isObject(item) ? item : {}) : [];
}

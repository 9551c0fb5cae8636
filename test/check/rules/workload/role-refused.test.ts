import { roleRefused } from '../../../../src/check/rules/workload/role-refused';
import { finder, object } from '../../objects/workloads';

const GROUP = 'rbac.authorization.k8s.io';
const find = finder(roleRefused);
const role = (rule: object, kind = 'Role') => find([object(`${GROUP}/v1`, kind, 'a', { rules: [rule] })]).map(text => text.replace(`${kind} shop/a `, ''));
const PODS = { apiGroups: [''], resources: ['pods'], verbs: ['get'] };
const binding = (subject: object, kind = 'RoleBinding', roleKind = 'ClusterRole') =>
  find([object(`${GROUP}/v1`, kind, 'a', { roleRef: { apiGroup: GROUP, kind: roleKind, name: 'b' }, subjects: [subject] })]).map(text => text.replace(`${kind} shop/a `, ''));

describe('a rule of a role', () => {
  test('is of resources with their groups', () => {
    expect(role({ resources: ['pods'], verbs: ['get'] })).toEqual(['rules[0]: is of resources and names no apiGroups']);
    expect(role({ apiGroups: [], verbs: ['get'] })).toHaveLength(2);
    expect(role(PODS)).toEqual([]);
  });

  test('is of URLs in a ClusterRole, and then of nothing else', () => {
    const urls = { nonResourceURLs: ['/metrics'], verbs: ['get'] };
    expect(role(urls)).toEqual(['rules[0]: is of URLs, which only a ClusterRole may have']);
    expect(role(urls, 'ClusterRole')).toEqual([]);
    expect(role({ ...urls, ...PODS }, 'ClusterRole')).toEqual(['rules[0]: is of URLs and of resources, and must be of one of both']);
  });
});

describe('a binding', () => {
  test('is for service accounts by their names and namespaces', () => {
    expect(binding({ kind: 'ServiceAccount', name: 'cart', namespace: 'shop' }, 'ClusterRoleBinding')).toEqual([]);
    expect(binding({ kind: 'ServiceAccount', name: 'cart' }, 'ClusterRoleBinding')).toEqual(['subjects[0]: binds a service account without its namespace']);
    expect(binding({ kind: 'ServiceAccount', name: 'cart' })).toEqual([]);
    expect(binding({ kind: 'ServiceAccount', name: 'a b' })).toEqual(['subjects[0].name: binds a service account named \'a b\', which is no name']);
    expect(binding({ kind: 'ServiceAccount', name: 'cart', apiGroup: GROUP })).toEqual([expect.stringContaining('which has none')]);
  });

  test('is for users and groups of their group', () => {
    expect(binding({ kind: 'User', name: 'jane', apiGroup: 'apps' })).toEqual([`subjects[0].apiGroup: binds a User of group 'apps', and it is of '${GROUP}'`]);
    expect([binding({ kind: 'Group', name: 'a b', apiGroup: GROUP }), binding({ kind: 'User', name: 'jane' })].flat()).toEqual([]);
  });

  test('of the whole cluster is to a ClusterRole', () => {
    const user = { kind: 'User', name: 'jane' };
    expect(binding(user, 'ClusterRoleBinding', 'Role')).toEqual(['roleRef.kind: binds a Role in the whole cluster, and only a ClusterRole can be']);
    expect(binding(user, 'RoleBinding', 'Role')).toEqual([]);
  });
});

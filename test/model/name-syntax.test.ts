import { KINDS } from '../../src/model/kinds';
import { generatedName, isNamespaceName, isPlainName, objectNameProblem } from '../../src/model/name-syntax';

const taken = (kind: string, ...names: readonly string[]) => names.filter(name => objectNameProblem(kind, name) === undefined);

describe('names of objects', () => {
  test('are names of DNS', () => {
    const names = ['a', '1', 'a.b', 'a-b.c', 'a'.repeat(253)];
    expect(taken(KINDS.configMap, ...names)).toEqual(names);
    expect(taken(KINDS.configMap, '', '-a', 'a-', 'a..b', '.a', 'A', 'a_b', 'a b', 'a/b', 'a:b', 'a'.repeat(254), 'a\n')).toEqual([]);
    expect(objectNameProblem(KINDS.configMap, 'a_b')).toBe('may have lower-case letters, digits, \'-\' and \'.\', with a letter or digit at the beginning and end of each part');
  });

  test('have no dots, or less characters, where others are made from them', () => {
    for (const kind of [KINDS.namespace, KINDS.service, KINDS.statefulSet]) {
      expect(taken(kind, 'a', '1a', 'a'.repeat(63), 'a.b', 'a'.repeat(64))).toEqual(['a', '1a', 'a'.repeat(63)]);
    }
    expect(taken(KINDS.cronJob, 'a.b', 'a'.repeat(52), 'a'.repeat(53))).toEqual(['a.b', 'a'.repeat(52)]);
    expect(taken(KINDS.job, 'a.b', 'a'.repeat(63), 'a'.repeat(64))).toEqual(['a.b', 'a'.repeat(63)]);
    expect(objectNameProblem(KINDS.cronJob, 'a'.repeat(53))).toBe('has 53 characters, and may have 52');
  });

  test('of roles are nearly anything', () => {
    expect(taken('rbac.authorization.k8s.io/ClusterRole', 'system:A b', 'a'.repeat(300), '...', 'a/b', 'a%b', '.', '..')).toEqual(['system:A b', 'a'.repeat(300), '...']);
  });

  test('are plain where any kind takes them', () => {
    const plain = ['ab', 'cart-2', 'a'.repeat(52)];
    expect([...plain, 'a', '2-cart', 'a.b', 'a-', 'A', 'a_b', 'ab\n', '', 'a'.repeat(53)].filter(isPlainName)).toEqual(plain);
    for (const kind of [KINDS.configMap, KINDS.namespace, KINDS.service, KINDS.job, KINDS.cronJob, 'rbac.authorization.k8s.io/Role']) {
      expect(taken(kind, ...plain)).toEqual(plain);
    }
  });

  test('are made from their beginnings', () => {
    expect(generatedName('cart-')).toMatch(/^cart-[a-z0-9]{5}$/);
    expect(generatedName('a'.repeat(100))).toHaveLength(63);
  });

  test('of namespaces are labels', () => {
    expect(['a', 'a-1', '1'].filter(isNamespaceName)).toHaveLength(3);
    expect(['', 'a.b', 'A', '*', 'a'.repeat(64)].filter(isNamespaceName)).toEqual([]);
  });
});

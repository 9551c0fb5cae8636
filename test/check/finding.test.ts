import { meshOf } from './fixtures';
import { objectText, pathText } from '../../src/check/finding';
import { located, othersOf, ruleFailed, unreadable, whereIs } from '../../src/check/located-finding';

describe('a field as people write it', () => {
  test('has dots, numbers and quoted names', () => {
    expect(pathText(['spec', 'http', 0, 'match', 1, 'headers', 'x-user', 'exact'])).toBe('spec.http[0].match[1].headers.x-user.exact');
    expect(pathText(['metadata', 'annotations', 'a.b/c'])).toBe('metadata.annotations["a.b/c"]');
    expect(pathText([])).toBe('');
  });
});

describe('a finding', () => {
  const [manifest] = meshOf('apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: a\n  namespace: b\ndata:\n  c: d\n').objects.all;
  const finding = { rule: 'r', severity: 'error', message: 'is odd', fix: 'mend it', object: manifest, path: ['data', 'c'], others: [manifest], unnamed: 0 } as const;

  test('says where it stands in a file', () => {
    expect(located(finding)).toEqual({
      rule: 'r',
      severity: 'error',
      message: 'is odd',
      fix: 'mend it',
      object: 'ConfigMap b/a',
      field: 'data.c',
      others: ['ConfigMap b/a (test.yaml:1)'],
      file: 'test.yaml',
      line: 7,
      column: 3,
      excerpt: '  c: d',
    });
  });

  test('says which construct it comes from', () => {
    const object = { ...manifest, namespace: undefined, name: '', origin: { construct: 'app/chart/a' } };
    expect(located({ ...finding, object, others: [] })).toMatchObject({ construct: 'app/chart/a', object: 'ConfigMap (without a name)' });
    expect(whereIs(object)).toBe('app/chart/a');
    expect(objectText(manifest)).toBe('ConfigMap b/a');
  });

  test('is short, whatever is in the object', () => {
    const x = 'x'.repeat(1000);
    const [long] = meshOf(JSON.stringify({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: x, namespace: x }, data: { [x]: x } })).objects.all;
    const { object, field, excerpt } = located({ ...finding, object: long, path: ['data', x] });
    const cut = `${'x'.repeat(300)}…`;
    expect([object, field, excerpt!.length]).toEqual([`ConfigMap ${cut}/${cut}`, `data["${cut}"]`, 401]);
  });

  test('says how many objects it does not name', () => {
    expect(othersOf({ ...finding, unnamed: 3 }, ({ name }) => name)).toEqual(['a', 'and 3 more']);
  });

  test('may be that a rule failed', () => {
    expect(ruleFailed({ rule: 'r', reason: 'TypeError: a' })).toEqual({
      rule: 'rule-failed',
      severity: 'error',
      message: 'rule \'r\' failed with \'TypeError: a\', so what else it finds is not told',
      fix: 'report it to cdk8s-istio with these manifests; until it is mended, the severity off leaves \'r\' out',
      others: [],
    });
  });

  test('may be that something cannot be read', () => {
    expect(unreadable({ message: 'is no YAML', file: 'f', line: 2, column: 3 })).toMatchObject({ rule: 'unreadable', severity: 'error', file: 'f', line: 2, column: 3 });
  });
});

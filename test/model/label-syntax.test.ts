import { istioLabelProblem, labelNameProblem, labelValueProblem } from '../../src/model/label-syntax';

const NAMES = ['a', 'A', '1', 'a.b_c-d', 'app.kubernetes.io/name', 'a'.repeat(63), `${'a'.repeat(253)}/a`];
const NO_NAMES = ['', '-a', 'a-', '_a', 'a b', 'a/b/c', '/a', 'a/', 'a_b/c', 'a'.repeat(64), `${'a'.repeat(254)}/a`, 'ä', '*', '.a', 'a./b'];

describe('labels', () => {
  test('have names as Kubernetes takes them', () => {
    expect(NAMES.filter(name => labelNameProblem(name) !== undefined)).toEqual([]);
    expect([...NO_NAMES, 'A/b'].filter(name => labelNameProblem(name) === undefined)).toEqual([]);
    expect(labelNameProblem('a b')).toBe('name \'a b\' is none: names are up to 63 letters, digits, and \'-\', \'_\' or \'.\' between them, perhaps behind a domain and \'/\'');
  });

  test('have values as Kubernetes takes them', () => {
    expect(['', 'a', 'A.b_c-d', '1', 'a'.repeat(63)].filter(value => labelValueProblem(value) !== undefined)).toEqual([]);
    expect(['-', 'a b', 'a/b', '*', 'a:1', ' ', 'a\n', 'a'.repeat(64)].filter(value => labelValueProblem(value) === undefined)).toEqual([]);
    expect(labelValueProblem('a'.repeat(80))).toBe(`value '${'a'.repeat(70)}…' has 80 characters: values are up to 63 letters, digits, and '-', '_' or '.' between them`);
  });

  test('may have domains in capitals and long values to Istio', () => {
    expect([...NAMES, 'A/b'].filter(name => istioLabelProblem(name, 'a') !== undefined)).toEqual([]);
    expect(NO_NAMES.filter(name => istioLabelProblem(name, '') === undefined)).toEqual([]);
    expect(['', 'a'.repeat(64)].filter(value => istioLabelProblem('a', value) !== undefined)).toEqual([]);
    expect(['*', 'a b', '-'.repeat(80)].filter(value => istioLabelProblem('a', value) === undefined)).toEqual([]);
  });
});

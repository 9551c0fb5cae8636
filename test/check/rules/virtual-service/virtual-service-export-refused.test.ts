import { virtualServiceExportRefused } from '../../../../src/check/rules/virtual-service/virtual-service-export-refused';
import { findingsIn } from '../../fixtures';
import { virtualService } from '../../virtual-services';

const find = (...yaml: readonly string[]) => findingsIn(yaml.join(''), [virtualServiceExportRefused]);

describe('exportTo', () => {
  test('is refused where it contradicts itself', () => {
    const of = (exportTo: string) => find(virtualService(`exportTo: [${exportTo}]`)).map(text => text.split(' ').slice(3).join(' '));
    expect(of('".", shop')).toEqual(['spec.exportTo[1]: names namespace \'shop\' twice, which is refused']);
    expect(of('a, b, a')).toEqual(['spec.exportTo[2]: names namespace \'a\' twice, which is refused']);
    expect(of('"*", a')).toEqual(['spec.exportTo[0]: exports to \'*\' and to others, which is refused']);
    expect(of('"~"')).toEqual(['spec.exportTo[0]: exports to nobody (\'~\'), which is refused']);
    expect(of('"a/b"')).toEqual(['spec.exportTo[0]: exports to \'a/b\', which is no name of a namespace, which is refused']);
    expect(of('a'.repeat(64))).toHaveLength(1);
    for (const fine of ['', '"*"', '".", front', 'a-b', 'a'.repeat(63)]) {
      expect(of(fine)).toEqual([]);
    }
  });
});

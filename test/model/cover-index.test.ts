import fc from 'fast-check';
import { CoverIndex } from '../../src/model/cover-index';
import { coversRequests } from '../../src/model/http-match';
import { HttpMatch } from '../../src/model/istio-specs';

const path = fc.constantFrom('', '/', '/a', '/ab', '/a/b', '/B', '.*', '/a.*');
const text = fc.record({ kind: fc.constantFrom('exact', 'prefix', 'regex'), path }).map(({ kind, path: value }) => ({ [kind]: value }));
const match: fc.Arbitrary<HttpMatch> = fc.record(
  { uri: text, method: text, ignoreUriCase: fc.boolean(), port: fc.constantFrom(80, 81) }, { requiredKeys: [] });

describe('an index of conditions', () => {
  test('finds one that covers wherever one by one would', () => {
    fc.assert(fc.property(fc.array(match), match, (wide, narrow) => {
      const index = new CoverIndex<HttpMatch>(['mesh']);
      wide.forEach(one => index.add(one, one));
      const found = index.find(narrow);
      expect(found !== undefined).toBe(wide.some(one => coversRequests(one, narrow, ['mesh'])));
      expect(found === undefined || coversRequests(found, narrow, ['mesh'])).toBe(true);
    }));
  });

  test('finds only what is accepted', () => {
    const index = new CoverIndex<number>(['mesh']);
    index.add({ uri: { prefix: '/a' } }, 1);
    index.add({ uri: { regex: '/a.*' } }, 2);
    expect(index.find({ uri: { exact: '/ab' } })).toBe(1);
    expect(index.find({ uri: { exact: '/ab' } }, value => value > 1)).toBe(2);
    expect(index.find({ uri: { exact: '/ab' } }, value => value > 2)).toBeUndefined();
  });
});

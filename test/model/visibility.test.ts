import { isVisibleIn, visibilityOf } from '../../src/model/visibility';

describe('visibility', () => {
  test('is everywhere by default, or as the mesh says', () => {
    expect([undefined, []].map(exportTo => visibilityOf(exportTo, 'shop'))).toEqual(['*', '*']);
    expect(visibilityOf(undefined, 'shop', ['.'])).toEqual(new Set(['shop']));
    expect(visibilityOf(['*'], 'shop', ['.'])).toBe('*');
  });

  test('is in the namespaces that are named, the own one as a dot, and in none for a tilde', () => {
    expect(visibilityOf(['.', 'front'], 'shop')).toEqual(new Set(['shop', 'front']));
    expect(visibilityOf(['~'], 'shop')).toEqual(new Set());
    expect(visibilityOf(['front', '*'], 'shop')).toBe('*');
    expect(isVisibleIn('*', 'anywhere')).toBe(true);
    expect(isVisibleIn(new Set(['shop']), 'shop')).toBe(true);
    expect(isVisibleIn(new Set(['shop']), 'front')).toBe(false);
  });
});

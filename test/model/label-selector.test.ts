import { chooses } from '../../src/model/label-selector';

const expression = (operator: string, values?: readonly string[]) => ({ matchExpressions: [{ key: 'app', operator, values }] });

describe('a selector of Kubernetes', () => {
  test('chooses by labels', () => {
    expect(chooses({}, {})).toBe(true);
    expect(chooses({ matchLabels: { app: 'cart' } }, { app: 'cart', version: 'v1' })).toBe(true);
    expect(chooses({ matchLabels: { app: 'cart', version: 'v1' } }, { app: 'cart' })).toBe(false);
  });

  test('chooses by expressions', () => {
    const chosen = (operator: string, values?: readonly string[]) => [{ app: 'cart' }, { app: 'web' }, {}].map(labels => chooses(expression(operator, values), labels as {}));
    expect(chosen('In', ['cart'])).toEqual([true, false, false]);
    expect(chosen('In')).toEqual([false, false, false]);
    expect(chosen('NotIn', ['cart'])).toEqual([false, true, true]);
    expect(chosen('Exists')).toEqual([true, true, false]);
    expect(chosen('DoesNotExist')).toEqual([false, false, true]);
    expect(chosen('Near', ['cart'])).toEqual([true, true, true]);
  });

  test('asks for all of it', () => {
    expect(chooses({ matchLabels: { tier: 'web' }, ...expression('In', ['cart']) }, { app: 'cart' })).toBe(false);
    expect(chooses({ matchExpressions: [{ key: 'app', operator: 'Exists' }, { key: 'tier', operator: 'Exists' }] }, { app: 'cart' })).toBe(false);
  });
});

import { withDefaults } from '../../src/schema/defaults';
import { shapeOf } from '../../src/schema/kinds';

const fill = (kind: string, spec: unknown) => (withDefaults(shapeOf('gateway.networking.k8s.io/v1', kind)!, { spec }) as { spec: any }).spec;

test('what is left out has its default, and what is in that too', () => {
  const [match] = fill('HTTPRoute', { rules: [{}] }).rules[0].matches;
  expect(match).toEqual({ path: { type: 'PathPrefix', value: '/' } });
  expect(fill('Gateway', { listeners: [{ name: 'a' }] }).listeners[0].allowedRoutes).toEqual({ namespaces: { from: 'Same' } });
});

test('a null that is not allowed is as good as left out', () => {
  expect(fill('HTTPRoute', { parentRefs: [{ name: 'a', kind: null }] }).parentRefs).toEqual([{ name: 'a', kind: 'Gateway', group: 'gateway.networking.k8s.io' }]);
});

test('what is there stays, and nothing is copied that has all', () => {
  const shape = shapeOf('gateway.networking.k8s.io/v1', 'HTTPRoute')!;
  const whole = withDefaults(shape, { spec: { parentRefs: [{ name: 'a' }], hostnames: ['a'] } });
  expect(withDefaults(shape, whole)).toBe(whole);
});

test('of the wrong type nothing is filled in', () => {
  expect(fill('HTTPRoute', { rules: 'a', parentRefs: [1], hostnames: {} })).toEqual({ rules: 'a', parentRefs: [1], hostnames: {} });
  expect(fill('HTTPRoute', { rules: {} }).rules).toEqual({});
  expect(fill('HTTPRoute', [])).toEqual([]);
});

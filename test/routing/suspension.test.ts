import { Chart, App } from 'cdk8s';
import * as fc from 'fast-check';
import { ALWAYS } from '../../src/routing/conjunction';
import { Action, DestinationContribution, SplitDestination } from '../../src/routing/contribution';
import { Suspension, suspensionProblems, withoutSuspended } from '../../src/routing/suspension';

const owner = new Chart(new App(), 'shop');
const other = new Chart(new App(), 'other');
const answer = { kind: 'respond', response: { status: 503 } } as const;
const to = (shares: { readonly [subset: string]: number | undefined }): Action => ({
  kind: 'split', destinations: Object.entries(shares).map(([subset, weight]) => ({ host: 'cart', subset, weight })),
});
const route = (action: Action): DestinationContribution => ({ owner, name: 'route', match: [ALWAYS], order: 0, action });
const suspend = (subset?: string, instead: Action = answer): Suspension => ({ owner, name: 'pause', subset, instead });
const actionsOf = (routes: readonly Action[], ...suspensions: Suspension[]) => {
  return withoutSuspended(routes.map(route), suspensions).map(({ action }) => action);
};

test('nothing changes where nothing is suspended', () => {
  const routes = [route(to({ v1: undefined })), route(answer)];
  expect(withoutSuspended(routes, [])).toEqual(routes);
});

test('a suspended host has one destination before all others', () => {
  const [first, ...rest] = withoutSuspended([route(to({ v1: undefined }))], [suspend()]);
  expect(first).toMatchObject({ name: 'pause', match: [ALWAYS], action: answer });
  expect(rest).toEqual([route(to({ v1: undefined }))]);
});

test('the others take a suspended share, in their proportions', () => {
  expect(actionsOf([to({ v2: 25, v1: 75 }), to({ v1: 50, v2: 20, v3: 30 }), to({ v1: 33, v2: 34, v3: 33 })], suspend('v2')))
    .toEqual([to({ v2: 0, v1: 100 }), to({ v1: 63, v2: 0, v3: 37 }), to({ v1: 50, v2: 0, v3: 50 })]);
});

test('what it gets alone gets something else, also where others stand beside it with weight 0', () => {
  const elsewhere = to({ v1: undefined });
  expect(actionsOf([to({ v2: undefined }), to({ v2: 100, v1: 0 }), to({ v2: 0, v1: 100 }), answer], suspend('v2', elsewhere)))
    .toEqual([elsewhere, elsewhere, to({ v2: 0, v1: 100 }), answer]);
});

test('where a split is a preference alone, those without a share stand in', () => {
  const held = (shares: { readonly [subset: string]: number }): Action => ({ ...to(shares), preference: true } as Action);
  expect(actionsOf([held({ v2: 100, v1: 0 }), held({ v2: 50, v1: 0, v3: 0 }), held({ v2: 100 })], suspend('v2')))
    .toEqual([held({ v2: 0, v1: 100 }), held({ v2: 0, v1: 50, v3: 50 }), answer]);
});

test('two suspended versions leave the third its share', () => {
  expect(actionsOf([to({ v1: 50, v2: 20, v3: 30 }), to({ v1: 50, v2: 50 })], suspend('v1'), suspend('v2', to({ v3: undefined }))))
    .toEqual([to({ v1: 0, v2: 0, v3: 100 }), answer]);
});

test('a suspended host that stands in by a version leaves out a suspended one too', () => {
  expect(actionsOf([], suspend(undefined, to({ v1: 50, v2: 50 })), suspend('v2'))).toEqual([to({ v1: 100, v2: 0 })]);
});

test('whatever the weights, a split adds up to 100, the suspended one has none, and who has more than another keeps at least as much', () => {
  const weights = fc.array(fc.nat(100), { minLength: 2, maxLength: 5 }).filter(all => all[0] > 0 && all.slice(1).some(weight => weight > 0));
  fc.assert(fc.property(weights, all => {
    const [action] = actionsOf([to(Object.fromEntries(all.map((weight, at) => [`v${at}`, weight])))], suspend('v0'));
    const after = (action as unknown as { destinations: SplitDestination[] }).destinations.map(one => one.weight!);
    expect(after[0]).toBe(0);
    expect(after.reduce((sum, weight) => sum + weight, 0)).toBe(100);
    all.forEach((a, i) => all.forEach((b, j) => i > 0 && j > 0 && a > b && expect(after[i]).toBeGreaterThanOrEqual(after[j])));
    all.forEach((weight, at) => weight === 0 && expect(after[at]).toBe(0));
  }));
});

test('twice the same, and sent to what is suspended, are problems', () => {
  const messages = (...suspensions: Suspension[]) => suspensionProblems(suspensions).map(({ message }) => message);
  expect(messages(suspend(), suspend('v1'), suspend('v2'))).toEqual([]);
  expect(messages({ ...suspend(), owner: other }, suspend())).toEqual(['suspends it all, and so does \'other\': say it once']);
  expect(messages(suspend('v1', to({ v1: undefined })))).toEqual(['suspends version \'v1\' and sends its requests to version \'v1\', which is the same: send them elsewhere']);
  expect(messages(suspend('v1', to({ v2: undefined })), { ...suspend('v2'), owner: other }))
    .toEqual(['suspends version \'v1\' and sends its requests to version \'v2\', which \'other\' suspends: send them elsewhere']);
});

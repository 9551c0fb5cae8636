import { allowOnly, keepOthersOut } from '../../src/security/access';
import { newChart } from '../service/fixtures';
import { findOnly, synth } from '../support/synth';

const when = [{ key: 'connection.sni', values: ['api.example.com'] }];
const [A, B] = ['a', 'b'].map(name => `cluster.local/ns/shop/sa/${name}`);
const at = { name: 'egress', namespace: 'shop', selector: { app: 'egress' } };

function written(policy: typeof allowOnly, ...principals: string[]) {
  const chart = newChart();
  policy(chart, 'policy', { ...at, rules: () => [{ principals, when }] });
  return findOnly(synth(chart), 'AuthorizationPolicy').spec as any;
}

test('who has a rule is let in, and nobody else', () => {
  expect(written(allowOnly, A, B)).toEqual({ selector: { matchLabels: { app: 'egress' } }, rules: [{ from: [{ source: { principals: [A, B] } }], when }] });
});

test('a rule of nobody lets nobody in', () => {
  expect(written(allowOnly).rules).toEqual([]);
});

test('others are kept out of what a rule is about', () => {
  expect(written(keepOthersOut, A)).toMatchObject({ action: 'DENY', rules: [{ from: [{ source: { notPrincipals: [A] } }], when }] });
});

test('all are kept out of what nobody may do', () => {
  expect(written(keepOthersOut).rules).toEqual([{ when }]);
});

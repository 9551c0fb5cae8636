import { retryBudgetRefused } from '../../../../src/check/rules/destination-rule/retry-budget-refused';
import { findingsIn } from '../../fixtures';
import { policy } from '../../objects/meshes';

const find = (budget: string) => findingsIn(policy(`retryBudget: { ${budget} }`), [retryBudgetRefused]);

test('the interval of a retry budget is a duration', () => {
  expect(find('budgetInterval: ten')).toEqual([
    'retry-budget-refused: DestinationRule shop/reviews spec.trafficPolicy.retryBudget.budgetInterval: has a retry budget for \'ten\', which is no duration: it is refused',
  ]);
  expect(find('budgetInterval: "10"')).toHaveLength(1);
  expect(find('budgetInterval: ""')).toHaveLength(1);
  for (const fine of ['budgetInterval: 10s', 'budgetInterval: 1.5ms', 'budgetInterval: 0s', 'percent: 10']) {
    expect(find(fine)).toEqual([]);
  }
});

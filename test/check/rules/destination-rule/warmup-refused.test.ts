import { warmupRefused } from '../../../../src/check/rules/destination-rule/warmup-refused';
import { findingsIn } from '../../fixtures';
import { destinationRule, policy } from '../../objects/meshes';

const find = (warmup: string) => findingsIn(policy(`loadBalancer: { simple: ROUND_ROBIN, warmup: { duration: 10s${warmup} } }`), [warmupRefused]);

test('aggression is more than 0', () => {
  expect(find(', aggression: 0')).toEqual(['warmup-refused: DestinationRule shop/reviews spec.trafficPolicy.loadBalancer.warmup.aggression: warms pods up with aggression 0, which is refused']);
  expect(find(', aggression: 0.1')).toEqual([]);
  expect(find('')).toEqual([]);
  expect(findingsIn(destinationRule(''), [warmupRefused])).toEqual([]);
});

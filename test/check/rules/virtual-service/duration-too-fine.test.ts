import { durationTooFine } from '../../../../src/check/rules/virtual-service/duration-too-fine';
import { findingsIn } from '../../fixtures';
import { httpService } from '../../objects/virtual-services';

const find = (...yaml: readonly string[]) => findingsIn(yaml.join(''), [durationTooFine]);

describe('a duration', () => {
  test('is of whole milliseconds, and of whole seconds in CORS', () => {
    expect(find(httpService('{ timeout: 1500us, retries: { perTryTimeout: 0.0001s, backoff: 1ms1ns }, fault: { delay: { fixedDelay: 2500us } }, corsPolicy: { maxAge: 1500ms } }')).map(text => text.split(' ').slice(3).join(' '))).toEqual([
      'spec.http[0].timeout: has timeout \'1500us\', which is no whole number of milliseconds: it is refused',
      'spec.http[0].retries.perTryTimeout: has perTryTimeout \'0.0001s\', which is no whole number of milliseconds: it is refused',
      'spec.http[0].retries.backoff: has backoff \'1ms1ns\', which is no whole number of milliseconds: it is refused',
      'spec.http[0].fault.delay.fixedDelay: has fixedDelay \'2500us\', which is no whole number of milliseconds: it is refused',
      'spec.http[0].corsPolicy.maxAge: has maxAge \'1500ms\', which is no whole number of seconds: it is refused',
    ]);
    expect(find(httpService('{ timeout: 1s, retries: { perTryTimeout: 25ms }, corsPolicy: { maxAge: 24h } }, { timeout: 0.25s }, { timeout: what }, {}'))).toEqual([]);
  });

  test.each([
    'timeout: 1us', 'retries: { perTryTimeout: 1.5ms }', 'retries: { backoff: 1µs }', 'fault: { delay: { fixedDelay: 1ns } }', 'corsPolicy: { maxAge: 1ms }',
  ])('as in %s is found where it is the only one', field => {
    expect(find(httpService(`{ ${field} }`))).toHaveLength(1);
  });
});

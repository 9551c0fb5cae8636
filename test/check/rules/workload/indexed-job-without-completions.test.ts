import { indexedJobWithoutCompletions } from '../../../../src/check/rules/workload/indexed-job-without-completions';
import { finder, object } from '../../objects/workloads';

const find = finder(indexedJobWithoutCompletions);
const job = (spec: object) => find([object('batch/v1', 'Job', 'import', { spec })]);

test('an indexed Job says how many pods it has', () => {
  expect(job({ completionMode: 'Indexed', parallelism: 2 })).toEqual(['Job shop/import spec.completionMode: is Indexed and has parallelism, but no completions']);
  expect(find([object('batch/v1', 'CronJob', 'import', { spec: { jobTemplate: { spec: { completionMode: 'Indexed', parallelism: 2 } } } })])).toEqual([
    expect.stringContaining('spec.jobTemplate.spec.completionMode'),
  ]);
  // Then it is one.
  expect(job({ completionMode: 'Indexed' })).toEqual([]);
  expect([job({ completionMode: 'Indexed', completions: 2, parallelism: 2 }), job({ completionMode: 'NonIndexed' }), job({})].flat()).toEqual([]);
});

test('an indexed Job runs not too many at once', () => {
  expect(job({ completionMode: 'Indexed', completions: 2, parallelism: 100_001 })).toEqual([
    'Job shop/import spec.parallelism: is Indexed and runs 100001 pods at once, and may run 100000',
  ]);
});

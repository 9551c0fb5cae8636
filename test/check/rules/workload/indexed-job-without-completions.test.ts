import { finder, object } from './objects';
import { indexedJobWithoutCompletions } from '../../../../src/check/rules/workload/indexed-job-without-completions';

const find = finder(indexedJobWithoutCompletions);
const job = (spec: object) => find([object('batch/v1', 'Job', 'import', { spec })]);

test('an indexed Job says how many pods it has', () => {
  expect(job({ completionMode: 'Indexed' })).toEqual(['Job shop/import spec.completionMode: is Indexed and has no completions']);
  expect(find([object('batch/v1', 'CronJob', 'import', { spec: { jobTemplate: { spec: { completionMode: 'Indexed' } } } })])).toEqual([
    expect.stringContaining('spec.jobTemplate.spec.completionMode'),
  ]);
  expect([job({ completionMode: 'Indexed', completions: 2 }), job({ completionMode: 'NonIndexed' }), job({})].flat()).toEqual([]);
});

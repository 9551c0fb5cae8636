import { jobNeverEnds } from '../../../../src/check/rules/workload/job-never-ends';
import { deployment, finder, INJECTED, job, namespace, object } from '../../objects/workloads';

const find = finder(jobNeverEnds);
const annotations = { 'sidecar.istio.io/nativeSidecar': 'false' };

describe('a job with a proxy that does not end', () => {
  test('is found', () => {
    expect(find([INJECTED, job('import', { annotations })])).toEqual(['Job shop/import spec.template.metadata.annotations["sidecar.istio.io/nativeSidecar"]: has pods that wait for their proxy, which does not end with the job']);
    const cron = object('batch/v1', 'CronJob', 'nightly', { spec: { jobTemplate: { spec: { template: { metadata: { annotations }, spec: {} } } } } });
    expect(find([INJECTED, cron])).toEqual([expect.stringContaining('CronJob shop/nightly spec.jobTemplate.spec.template.metadata.annotations')]);
  });

  test('ends by itself, by its container, or has no proxy', () => {
    expect(find([INJECTED, job('import'), job('other', { annotations: { 'sidecar.istio.io/nativeSidecar': 'true' } })])).toEqual([]);
    expect(find([INJECTED, job('import', { annotations, spec: { containers: [{ name: 'app', args: ['run; curl -X POST localhost:15020/quitquitquit'] }] } })])).toEqual([]);
    expect(find([namespace(), job('import', { annotations })])).toEqual([]);
    expect(find([job('import', { annotations })])).toEqual([]);
  });

  test('is a job', () => {
    expect(find([INJECTED, deployment('cart', { annotations })])).toEqual([]);
  });
});

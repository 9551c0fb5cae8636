import { jobRestartPolicy } from '../../../../src/check/rules/workload/job-restart-policy';
import { findingsIn } from '../../fixtures';

const template = (policy: string) => `{ spec: { containers: [{ name: a, image: a }]${policy === 'none' ? '' : `, restartPolicy: ${policy}`} } }`;
const of = (kind: string, policy: string) => findingsIn(`
apiVersion: ${kind === 'Pod' ? 'v1' : /Job/.test(kind) ? 'batch/v1' : 'apps/v1'}
kind: ${kind}
metadata: { name: cart, namespace: shop }
${kind === 'Pod' ? `spec: ${template(policy).slice('{ spec: '.length, -1)}` : kind === 'CronJob' ? `spec: { jobTemplate: { spec: { template: ${template(policy)} } } }` : `spec: { template: ${template(policy)} }`}
`, [jobRestartPolicy]).map(text => text.replace(`job-restart-policy: ${kind} shop/cart `, ''));

describe('pods', () => {
  test('of a job are not started again when they have ended', () => {
    expect(of('Job', 'none')).toEqual(['spec.template.spec: has pods without a restartPolicy, and a Job takes \'Never\', \'OnFailure\'']);
    expect(of('CronJob', 'Always')).toEqual(['spec.jobTemplate.spec.template.spec.restartPolicy: has pods with restartPolicy \'Always\', and a CronJob takes \'Never\', \'OnFailure\'']);
    expect(of('Job', '""')).toHaveLength(1);
    for (const kind of ['Job', 'CronJob']) {
      expect(of(kind, 'Never')).toEqual([]);
      expect(of(kind, 'OnFailure')).toEqual([]);
    }
  });

  test('of others always are', () => {
    for (const kind of ['Deployment', 'StatefulSet', 'DaemonSet', 'ReplicaSet']) {
      expect(of(kind, 'none')).toEqual([]);
      expect(of(kind, 'Always')).toEqual([]);
      expect(of(kind, 'Never')).toEqual([`spec.template.spec.restartPolicy: has pods with restartPolicy 'Never', and a ${kind} takes 'Always'`]);
    }
    expect(of('Pod', 'Never')).toEqual([]);
  });

  test('have a policy that there is: the schema says what is none', () => {
    expect(of('Deployment', 'Sometimes')).toEqual([]);
  });
});

import { Rule } from '../../rule';
import { quoted } from '../../words';

/** Policies that each kind takes, of which the first is the default; a Pod takes all. */
const POLICIES: { readonly [kind: string]: readonly string[] } = {
  Job: ['Never', 'OnFailure'],
  CronJob: ['Never', 'OnFailure'],
  Deployment: ['Always'],
  StatefulSet: ['Always'],
  DaemonSet: ['Always'],
  ReplicaSet: ['Always'],
};

export const jobRestartPolicy: Rule = {
  id: 'job-restart-policy',
  severity: 'error',
  title: 'pods of a Job are to run for ever, or those of a Deployment once',
  why: 'The API server refuses the object. Without a restartPolicy pods are always started again, which a Job does not take: it says Never or OnFailure. Deployments, StatefulSets, DaemonSets '
    + 'and ReplicaSets take Always alone.',
  fix: 'write restartPolicy: Never or OnFailure in the pods of a Job, and leave it out elsewhere',
  codes: [],
  bad: `
apiVersion: batch/v1
kind: Job
metadata: { name: settle, namespace: shop }
spec:
  template:
    spec:
      containers:
        - { name: settle, image: registry.example.com/settle:1 }
`,
  mend: { '      containers:': '      restartPolicy: Never\n      containers:' },

  check(mesh, report) {
    for (const { object, kind, pod, podPath } of mesh.workloads) {
      const { containers, restartPolicy } = pod;
      const allowed = POLICIES[kind];
      // What has no containers has no pods, which is another mistake; and what is no policy at all is told by the schema.
      if (containers === undefined || allowed === undefined || allowed.includes(restartPolicy || 'Always') || !['', 'Always', 'Never', 'OnFailure'].includes(restartPolicy ?? '')) {
        continue;
      }
      report(object.manifest, [...podPath, 'spec', ...restartPolicy ? ['restartPolicy'] : []],
        `has pods ${restartPolicy ? `with restartPolicy '${restartPolicy}'` : 'without a restartPolicy'}, and a ${kind} takes ${quoted(allowed)}`);
    }
  },
};

import { FieldPath } from '../../../manifests/locate';
import { JsonObject } from '../../../manifests/manifest';
import { KINDS } from '../../../model/kinds';
import { fieldOf } from '../../../model/mesh-config-shape';
import { Rule } from '../../rule';

export const indexedJobWithoutCompletions: Rule = {
  id: 'indexed-job-without-completions',
  severity: 'error',
  title: 'a Job counts its pods, and does not say how many there are',
  why: 'The API server refuses the object: with the completionMode Indexed each pod has a number of its own, up to completions, and 100000 may run at once.',
  fix: 'set completions, or remove completionMode',
  codes: [],
  bad: `
apiVersion: batch/v1
kind: Job
metadata: { name: import, namespace: shop }
spec:
  completionMode: Indexed
  parallelism: 2
  template:
    spec:
      restartPolicy: Never
      containers:
        - { name: import, image: registry.example.com/import:1 }
`,
  mend: { 'parallelism: 2': 'parallelism: 2\n  completions: 3' },

  check(mesh, report) {
    for (const [kind, path] of JOBS) {
      for (const { manifest } of mesh.objects.of<JsonObject>(kind)) {
        const [mode, completions, parallelism] = ['completionMode', 'completions', 'parallelism'].map(field => fieldOf(manifest.json, ...path, field));
        if (mode !== 'Indexed') {
          continue;
        }
        // One, if nothing is said of either.
        if (completions === undefined && parallelism !== undefined) {
          report(manifest, [...path, 'completionMode'] as FieldPath, 'is Indexed and has parallelism, but no completions');
        } else if (Number(parallelism) > MOST) {
          report(manifest, [...path, 'parallelism'] as FieldPath, `is Indexed and runs ${String(parallelism)} pods at once, and may run ${MOST}`);
        }
      }
    }
  },
};

const MOST = 100_000;

const JOBS: readonly (readonly [kind: string, path: readonly string[]])[] = [[KINDS.job, ['spec']], [KINDS.cronJob, ['spec', 'jobTemplate', 'spec']]];

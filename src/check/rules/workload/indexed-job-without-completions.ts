import { FieldPath } from '../../../manifests/locate';
import { JsonObject } from '../../../manifests/manifest';
import { KINDS } from '../../../model/kinds';
import { fieldOf } from '../../../model/mesh-config-shape';
import { Rule } from '../../rule';

export const indexedJobWithoutCompletions: Rule = {
  id: 'indexed-job-without-completions',
  severity: 'error',
  title: 'a Job counts its pods, and does not say how many there are',
  why: 'The API server refuses the object: with the completionMode Indexed each pod has a number of its own, up to completions.',
  fix: 'set completions, or remove completionMode',
  codes: [],
  bad: `
apiVersion: batch/v1
kind: Job
metadata: { name: import, namespace: shop }
spec:
  completionMode: Indexed
  template:
    spec:
      restartPolicy: Never
      containers:
        - { name: import, image: registry.example.com/import:1 }
`,
  mend: { 'completionMode: Indexed': 'completionMode: Indexed\n  completions: 3' },

  check(mesh, report) {
    for (const [kind, path] of JOBS) {
      for (const { manifest } of mesh.objects.of<JsonObject>(kind)) {
        if (fieldOf(manifest.json, ...path, 'completionMode') === 'Indexed' && fieldOf(manifest.json, ...path, 'completions') === undefined) {
          report(manifest, [...path, 'completionMode'] as FieldPath, 'is Indexed and has no completions');
        }
      }
    }
  },
};

const JOBS: readonly (readonly [kind: string, path: readonly string[]])[] = [[KINDS.job, ['spec']], [KINDS.cronJob, ['spec', 'jobTemplate', 'spec']]];

import { isObject, JsonObject } from '../../../manifests/manifest';
import { KINDS } from '../../../model/kinds';
import { fieldOf } from '../../../model/mesh-config-shape';
import { Rule } from '../../rule';

export const rollingUpdateRefused: Rule = {
  id: 'rolling-update-refused',
  severity: 'error',
  title: 'a rolling update can take no step, or is described where there is none',
  why: 'The API server refuses the object. A Deployment must be allowed to add or to take away pods, and one with the strategy Recreate has no rolling update; a DaemonSet does just '
    + 'one of both. A strategy names its type where it says more; and an update may take longer than a pod that becomes ready.',
  fix: 'set maxSurge to 1 where maxUnavailable is 0, or remove rollingUpdate',
  codes: [],
  bad: `
apiVersion: apps/v1
kind: Deployment
metadata: { name: cart, namespace: shop }
spec:
  strategy:
    rollingUpdate: { maxUnavailable: 0, maxSurge: 0 }
  selector: { matchLabels: { app: cart } }
  template:
    metadata: { labels: { app: cart } }
    spec:
      containers:
        - { name: cart, image: registry.example.com/cart:1 }
`,
  mend: { 'maxSurge: 0': 'maxSurge: 1' },

  check(mesh, report) {
    for (const { manifest, spec } of mesh.objects.of<DeploymentSpec>(KINDS.deployment)) {
      const { minReadySeconds = 0, progressDeadlineSeconds = DEADLINE } = spec;
      if (progressDeadlineSeconds <= minReadySeconds) {
        const deadline = `${progressDeadlineSeconds} s${spec.progressDeadlineSeconds === undefined ? ', as it does where progressDeadlineSeconds is not said' : ''}`;
        report(manifest, ['spec', 'minReadySeconds'], `waits ${minReadySeconds} s before a pod counts, and gives up an update after ${deadline}`, { fix: 'give progressDeadlineSeconds more than minReadySeconds' });
      }
      const update = fieldOf(spec, 'strategy', 'rollingUpdate');
      const path = ['spec', 'strategy', 'rollingUpdate'];
      if (!isObject(update)) {
        continue;
      }
      if (fieldOf(spec, 'strategy', 'type') === 'Recreate') {
        report(manifest, path, 'describes a rolling update, and has the strategy Recreate');
      } else if (isNone(update.maxUnavailable) && isNone(update.maxSurge)) {
        report(manifest, path, 'may neither take away a pod nor add one at an update');
      }
    }
    for (const { manifest, spec } of mesh.objects.of<JsonObject>(KINDS.daemonSet)) {
      const update = fieldOf(spec, 'updateStrategy', 'rollingUpdate');
      const path = ['spec', 'updateStrategy', 'rollingUpdate'];
      if (!isObject(update) || fieldOf(spec, 'updateStrategy', 'type') === 'OnDelete') {
        continue;
      }
      const adds = update.maxSurge !== undefined && !isNone(update.maxSurge);
      // It is 1 where it is not said.
      const takes = !isNone(update.maxUnavailable);
      if (adds && takes) {
        report(manifest, [...path, 'maxSurge'], `adds pods at an update, and takes some away${update.maxUnavailable === undefined ? ', 1 where it is not said' : ''}: just one of both`);
      } else if (!adds && !takes) {
        report(manifest, path, 'may neither take away a pod nor add one at an update');
      }
    }
  },
};

interface DeploymentSpec extends JsonObject {
  readonly minReadySeconds?: number;
  readonly progressDeadlineSeconds?: number;
}

/** Seconds, where nothing is said. */
const DEADLINE = 600;

/** Whether it is said to be nothing. */
function isNone(amount: unknown): boolean {
  return amount === 0 || (typeof amount === 'string' && /^0+%$/.test(amount));
}

import { Container } from '../../../model/kubernetes-specs';
import { fieldOf } from '../../../model/mesh-config-shape';
import { Rule } from '../../rule';

/** Kubernetes' own. */
const DEFAULT_GRACE = 30;

export const gracePeriodTooShort: Rule = {
  id: 'grace-period-too-short',
  severity: 'warning',
  title: 'a pod is killed before its preStop sleep is over',
  why: 'The grace period of a pod runs from the moment when it is told to end, and the preStop hook is a part of it. Where the sleep takes as long as that, the container '
    + 'is killed without a moment to finish its requests: each rolling update breaks those that are under way.',
  fix: 'make terminationGracePeriodSeconds longer than the sleep and the time that requests take',
  codes: [],
  bad: `
apiVersion: apps/v1
kind: Deployment
metadata: { name: cart, namespace: shop }
spec:
  selector: { matchLabels: { app: cart } }
  template:
    metadata: { labels: { app: cart } }
    spec:
      terminationGracePeriodSeconds: 10
      containers:
        - name: cart
          image: registry.example.com/cart:1
          lifecycle:
            preStop: { exec: { command: [sleep, "15"] } }
`,
  mend: { 'Seconds: 10': 'Seconds: 45' },

  check(mesh, report) {
    for (const { object, podPath, pod } of mesh.workloads) {
      const { terminationGracePeriodSeconds: grace = DEFAULT_GRACE, containers = [] } = pod;
      containers.forEach((container, at) => {
        const sleep = container.lifecycle && sleepOf(container);
        if (sleep && sleep.seconds >= grace) {
          const said = pod.terminationGracePeriodSeconds === undefined ? `the default of ${DEFAULT_GRACE} seconds` : `${grace} seconds`;
          report(object.manifest, [...podPath, 'spec', 'containers', at, 'lifecycle', 'preStop', ...sleep.path],
            `lets container '${container.name ?? at}' sleep ${sleep.seconds} seconds before it ends, and its pods are killed after ${said}`);
        }
      });
    }
  },
};

/** How long a container surely sleeps before it is told to end. */
function sleepOf({ lifecycle }: Container): { readonly seconds: number; readonly path: readonly string[] } | undefined {
  const slept = fieldOf(lifecycle, 'preStop', 'sleep', 'seconds');
  if (typeof slept === 'number') {
    return { seconds: slept, path: ['sleep', 'seconds'] };
  }
  const command = fieldOf(lifecycle, 'preStop', 'exec', 'command');
  const said = Array.isArray(command) ? /^(?:\S*sh -c +)?(?:\S*\/)?sleep (\d+(?:\.\d+)?)s?(?:$|\s*[;&])/.exec(command.join(' ')) : null;
  return said ? { seconds: Number(said[1]), path: ['exec', 'command'] } : undefined;
}

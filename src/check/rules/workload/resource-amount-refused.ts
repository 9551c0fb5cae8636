import { FieldPath } from '../../../manifests/locate';
import { Manifest } from '../../../manifests/manifest';
import { Amounts, Resources } from '../../../model/kubernetes-specs';
import { quantityOf } from '../../../model/quantity';
import { placedContainers } from '../../../model/workload';
import { Rule } from '../../rule';

const OBJECTS = /^(pods|services(\.(loadbalancers|nodeports))?|replicationcontrollers|resourcequotas|secrets|configmaps|persistentvolumeclaims)$/;
const HUGE_PAGES = 'hugepages-';

export const resourceAmountRefused: Rule = {
  id: 'resource-amount-refused',
  severity: 'error',
  title: 'a container or a quota has an amount of a resource that there cannot be',
  why: 'The API server refuses the object. Amounts are not negative, and whole ones of devices (example.com/gpu) and of objects. Devices and huge pages cannot be promised twice, so that their '
    + 'limit is set and equals the request; huge pages come whole, and only with cpu or memory.',
  fix: 'correct the amount',
  codes: [],
  bad: `
apiVersion: v1
kind: Pod
metadata: { name: cart, namespace: shop }
spec:
  containers:
    - name: cart
      image: registry.example.com/cart:1
      resources: { limits: { example.com/gpu: 500m } }
`,
  mend: { '500m': '1' },

  check(mesh, report) {
    const tell = (manifest: Manifest, problems: readonly Problem[], path: FieldPath) => {
      problems.forEach(([at, message, fix]) => report(manifest, [...path, ...at], message, fix === undefined ? {} : { fix }));
    };
    for (const workload of mesh.workloads) {
      const { object: { manifest }, pod, podPath } = workload;
      for (const { container: { resources }, path } of placedContainers(workload)) {
        if (resources !== undefined) {
          tell(manifest, requirementProblems(resources), [...path, 'resources']);
        }
      }
      tell(manifest, amountProblems(pod.overhead, 'overhead'), [...podPath, 'spec']);
    }
    for (const { manifest, spec: { hard } } of mesh.objects.of<{ readonly hard?: Amounts }>('ResourceQuota')) {
      tell(manifest, amountProblems(hard, 'hard'), ['spec']);
    }
  },
};

/** Where, what is wrong, and how it is mended if not by another amount. */
type Problem = readonly [path: FieldPath, message: string, fix?: string];

function requirementProblems({ limits = {}, requests = {} }: Resources): readonly Problem[] {
  const promised = Object.entries(requests).flatMap(([name, amount]): Problem[] => {
    if (!isDevice(name) && !name.startsWith(HUGE_PAGES)) {
      return [];
    }
    if (limits[name] === undefined) {
      return [[['requests', name], `requests ${name} without a limit`, 'set a limit that equals the request']];
    }
    return quantityOf(amount) < quantityOf(limits[name])
      ? [[['requests', name], `requests ${name} ${amount}, which is less than its limit of ${limits[name]}`, 'set both to the same amount']] : [];
  });
  const names = Object.keys({ ...limits, ...requests });
  const alone = names.some(name => name.startsWith(HUGE_PAGES)) && !names.includes('cpu') && !names.includes('memory');
  return [
    ...amountProblems(limits, 'limits'), ...amountProblems(requests, 'requests'), ...promised,
    ...alone ? [[[], 'has huge pages and neither cpu nor memory', 'limit memory, too'] as const] : [],
  ];
}

function amountProblems(amounts: Amounts = {}, field: string): readonly Problem[] {
  return Object.entries(amounts).flatMap(([name, amount]): Problem[] => {
    const problem = amountProblem(name, quantityOf(amount));
    return problem === undefined ? [] : [[[field, name], `has ${amount} of ${name}, which ${problem}`]];
  });
}

function amountProblem(name: string, amount: number): string | undefined {
  if (Number.isNaN(amount)) {
    return undefined;
  }
  if (amount < 0) {
    return 'is less than nothing';
  }
  // What is less than a thousandth counts as one.
  if ((isDevice(name) || OBJECTS.test(name)) && Math.ceil(amount * 1000 - 1e-6) % 1000 !== 0) {
    return 'is not whole';
  }
  const page = name.startsWith(HUGE_PAGES) ? quantityOf(name.slice(HUGE_PAGES.length)) : NaN;
  return page > 0 && amount % page !== 0 ? 'is no whole number of pages' : undefined;
}

/** Whether a resource is none of Kubernetes' own. */
function isDevice(name: string): boolean {
  return name.includes('/') && !name.includes('kubernetes.io/') && !name.startsWith('requests.');
}

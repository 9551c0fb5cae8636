import { FieldPath } from '../../../manifests/locate';
import { isObject, JsonObject, Manifest } from '../../../manifests/manifest';
import { asText } from '../../../model/as-text';
import { fieldOf } from '../../../model/mesh-config-shape';
import { quantityOf } from '../../../model/quantity';
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
    for (const { object: { manifest }, pod, podPath } of mesh.workloads) {
      for (const list of ['containers', 'initContainers'] as const) {
        (pod[list] ?? []).forEach(({ resources }, at) => {
          if (resources !== undefined) {
            tell(manifest, requirementProblems(resources as JsonObject), [...podPath, 'spec', list, at, 'resources']);
          }
        });
      }
      tell(manifest, amountProblems(fieldOf(pod, 'overhead'), 'overhead'), [...podPath, 'spec']);
    }
    for (const { manifest, spec } of mesh.objects.of<JsonObject>('ResourceQuota')) {
      tell(manifest, amountProblems(spec.hard, 'hard'), ['spec']);
    }
  },
};

/** Where, what is wrong, and how it is mended if not by another amount. */
type Problem = readonly [path: FieldPath, message: string, fix?: string];

function requirementProblems({ limits, requests }: JsonObject): readonly Problem[] {
  const [most, least] = [amountsOf(limits), amountsOf(requests)];
  const promised = Object.entries(least).flatMap(([name, amount]): Problem[] => {
    if (!isDevice(name) && !name.startsWith(HUGE_PAGES)) {
      return [];
    }
    if (most[name] === undefined) {
      return [[['requests', name], `requests ${name} without a limit`, 'set a limit that equals the request']];
    }
    return quantityOf(amount) < quantityOf(most[name]) ? [[['requests', name], `requests ${name} ${amount}, which is less than its limit of ${most[name]}`, 'set both to the same amount']] : [];
  });
  const names = Object.keys({ ...most, ...least });
  const alone = names.some(name => name.startsWith(HUGE_PAGES)) && !names.includes('cpu') && !names.includes('memory');
  return [
    ...amountProblems(limits, 'limits'), ...amountProblems(requests, 'requests'), ...promised,
    ...alone ? [[[], 'has huge pages and neither cpu nor memory', 'limit memory, too'] as const] : [],
  ];
}

function amountProblems(amounts: unknown, field: string): readonly Problem[] {
  return Object.entries(amountsOf(amounts)).flatMap(([name, text]): Problem[] => {
    const problem = amountProblem(name, quantityOf(text));
    return problem === undefined ? [] : [[[field, name], `has ${text} of ${name}, which ${problem}`]];
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

function amountsOf(amounts: unknown): { readonly [name: string]: string } {
  return isObject(amounts) ? Object.fromEntries(Object.entries(amounts).map(([name, amount]) => [name, asText(amount)])) : {};
}

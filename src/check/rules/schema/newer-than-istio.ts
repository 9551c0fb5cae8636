import { fieldText } from './shape-rule';
import { NewerPart, newerParts } from '../../../model/newer-than-istio';
import { Rule } from '../../rule';

export const newerThanIstio: Rule = {
  id: 'newer-than-istio',
  severity: 'error',
  title: 'something is written that came with a newer version of Istio',
  why: 'Judged by the version that was given with `--istio-version`: the resources that Istio installs describe what the API server takes. A field that they do not have is '
    + 'refused under strict validation, as by kubectl, and otherwise dropped without a word, as by some GitOps tools; values and kinds that they do not have are refused.',
  fix: 'leave it out, or update Istio first',
  codes: [],
  bad: `
apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata: { name: cart, namespace: shop }
spec:
  host: cart.shop.svc.cluster.local
  trafficPolicy:
    retryBudget: { percent: 20 }
    outlierDetection: { consecutive5xxErrors: 5 }
---
apiVersion: v1
kind: Service
metadata: { name: cart, namespace: shop }
spec:
  ports:
    - { name: http, port: 80 }
`,
  mend: { '    retryBudget: { percent: 20 }\n': '' },
  exampleOptions: { istioVersion: '1.26' },

  check(mesh, report) {
    for (const part of newerParts(mesh)) {
      const { manifest, path, since } = part;
      report(manifest, path, describe(part, `Istio 1.${mesh.istioMinor}`), { fix: fixOf(part, since) });
    }
  },
};

function describe({ manifest: { apiVersion, kind }, path, since, problem, served }: NewerPart, istio: string): string {
  if (problem === undefined) {
    return served!.length === 0 ? `is a ${kind}, a kind that ${istio} does not have: it came with 1.${since}`
      : `is of '${apiVersion}', which ${istio} does not serve: it came with 1.${since}`;
  }
  return problem.kind === 'unknown' ? `has ${fieldText(path)}, which ${istio} does not know and the API server drops or refuses: it came with 1.${since}`
    : `${fieldText(path)} ${problem.message}, in ${istio}: it is taken from 1.${since} on`;
}

function fixOf({ served = [] }: NewerPart, since: number): string {
  return served.length > 0 ? `write ${served[0]}, or update Istio to 1.${since} first` : `leave it out, or update Istio to 1.${since} first`;
}

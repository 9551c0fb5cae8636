import { own } from '../../../core/own';
import { annotationsOf } from '../../../model/metadata';
import { Rule } from '../../rule';

const CRD = 'apiextensions.k8s.io/CustomResourceDefinition';
const GROUP = '.gateway.networking.k8s.io';
/** The first version of the Gateway API's bundle whose definition of a kind Istio reads, and from which of its own versions on. */
const MINIMUM: { readonly [name: string]: { readonly bundle: string; readonly since: number } } = {
  [`grpcroutes${GROUP}`]: { bundle: '1.1.0', since: 22 },
  [`backendtlspolicies${GROUP}`]: { bundle: '1.4.0', since: 28 },
  [`tlsroutes${GROUP}`]: { bundle: '1.5.0', since: 30 },
  [`tcproutes${GROUP}`]: { bundle: '1.6.0', since: 31 },
};

export const gatewayApiTooOld: Rule = {
  id: 'gateway-api-too-old',
  severity: 'warning',
  title: 'a definition of the Gateway API is older than Istio can read',
  why: 'Istio does not watch the kind: objects of it are stored by Kubernetes and ignored, without a status that says so.',
  fix: 'install a newer bundle of the Gateway API',
  codes: ['IST0156', 'IST0172', 'IST0176'],
  bad: `
apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata:
  name: grpcroutes.gateway.networking.k8s.io
  annotations: { gateway.networking.k8s.io/bundle-version: v1.0.0 }
`,
  mend: { 'v1.0.0': 'v1.4.0' },

  check(mesh, report) {
    for (const { manifest, name } of mesh.objects.of(CRD)) {
      const { bundle: minimum = undefined, since = 0 } = own(MINIMUM, name) ?? {};
      const installed = annotationsOf(manifest.json)['gateway.networking.k8s.io/bundle-version'];
      const version = /^v?(\d+)\.(\d+)\.(\d+)/.exec(typeof installed === 'string' ? installed : '');
      if (minimum && mesh.istioMinor >= since && version && isBefore(version.slice(1).map(Number), minimum.split('.').map(Number))) {
        report(manifest, ['metadata', 'annotations', 'gateway.networking.k8s.io/bundle-version'], `is of version ${installed}, and Istio reads it from v${minimum} on`);
      }
    }
  },
};

function isBefore(version: readonly number[], other: readonly number[]): boolean {
  const at = version.findIndex((number, place) => number !== other[place]);
  return at >= 0 && version[at] < other[at];
}

import { RequestAuthenticationSpec } from '../../../model/istio-specs';
import { KINDS } from '../../../model/kinds';
import { labelsOf } from '../../../model/metadata';
import { Workload } from '../../../model/workload';
import { Rule } from '../../rule';

export const jwksFetchUnrestricted: Rule = {
  id: 'jwks-fetch-unrestricted',
  severity: 'info',
  title: 'istiod fetches keys for tokens from any address that a RequestAuthentication names',
  why: 'Whoever may write a RequestAuthentication lets istiod send requests to addresses that they cannot reach themselves: metadata of the cloud, services of other teams. The '
    + 'variable BLOCKED_CIDRS_IN_JWKS_URIS of istiod keeps it from these.',
  fix: 'set BLOCKED_CIDRS_IN_JWKS_URIS to networks in which no issuer of tokens is, such as 169.254.0.0/16',
  codes: ['IST0175'],
  bad: `
apiVersion: security.istio.io/v1
kind: RequestAuthentication
metadata: { name: cart, namespace: shop }
spec:
  jwtRules:
    - { issuer: https://login.example.com, jwksUri: https://login.example.com/keys }
---
apiVersion: apps/v1
kind: Deployment
metadata: { name: istiod, namespace: istio-system, labels: { app: istiod } }
spec:
  selector: { matchLabels: { app: istiod } }
  template:
    metadata: { labels: { app: istiod } }
    spec:
      containers:
        - name: discovery
          image: registry.example.com/pilot:1
          env:
            - { name: PILOT_TRACE_SAMPLING, value: "1" }
`,
  mend: { 'PILOT_TRACE_SAMPLING, value: "1"': 'BLOCKED_CIDRS_IN_JWKS_URIS, value: 169.254.0.0/16' },

  check(mesh, report) {
    // Before, nothing could keep it from any.
    if (mesh.istioMinor < 28) {
      return;
    }
    const fetching = mesh.objects.of<RequestAuthenticationSpec>(KINDS.requestAuthentication).find(({ spec: { jwtRules = [] } }) => jwtRules.some(({ jwks = '' }) => jwks === ''));
    for (const istiod of fetching ? mesh.workloads : []) {
      const { kind, object: { manifest } } = istiod;
      if (kind === 'Deployment' && labelsOf(manifest.json).app === 'istiod' && !isRestricted(istiod)) {
        report(manifest, [...istiod.podPath, 'spec', 'containers'], 'has istiod fetch keys for tokens from any address, without BLOCKED_CIDRS_IN_JWKS_URIS', { others: [fetching!.manifest] });
      }
    }
  },
};

function isRestricted({ pod: { containers = [] } }: Workload): boolean {
  return containers.some(({ env = [] }) => env.some(({ name, value, valueFrom }) => name === 'BLOCKED_CIDRS_IN_JWKS_URIS' && ((value ?? '') !== '' || valueFrom !== undefined)));
}

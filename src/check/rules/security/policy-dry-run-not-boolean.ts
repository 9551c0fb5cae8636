import { KINDS } from '../../../model/kinds';
import { annotationsOf } from '../../../model/metadata';
import { Rule } from '../../rule';

export const policyDryRunNotBoolean: Rule = {
  id: 'policy-dry-run-not-boolean',
  severity: 'error',
  title: 'an AuthorizationPolicy is to be tried out, and does not say so as Istio reads it',
  why: 'With the annotation `istio.io/dry-run` a policy is only logged. Its value is read as Go reads booleans: `yes` and `on` are none of these: Istio\'s webhook refuses the policy, '
    + 'and one that was there before is enforced as if the annotation were not there. Only AuthorizationPolicies with ALLOW or DENY can be tried out.',
  fix: 'write "true" or "false"',
  codes: ['IST0106'],
  bad: `
apiVersion: security.istio.io/v1
kind: AuthorizationPolicy
metadata:
  name: cart
  namespace: shop
  annotations: { istio.io/dry-run: "yes" }
spec:
  rules:
    - from:
        - source: { namespaces: [web] }
`,
  mend: { '"yes"': '"true"' },

  check(mesh, report) {
    const carrying = mesh.objects.carrying(name => name === ANNOTATION);
    for (const manifest of carrying) {
      if (manifest.kind !== 'AuthorizationPolicy' && /\.istio\.io\//.test(manifest.apiVersion) && annotationsOf(manifest.json)[ANNOTATION] !== undefined) {
        report(manifest, ['metadata', 'annotations', ANNOTATION], `has annotation '${ANNOTATION}', which only an AuthorizationPolicy may have`);
      }
    }
    const policies = carrying.length === 0 ? [] : mesh.objects.of<{ readonly action?: string }>(KINDS.authorizationPolicy);
    for (const { manifest, spec: { action = 'ALLOW' } } of policies) {
      const said = annotationsOf(manifest.json)[ANNOTATION] as string | undefined;
      if (said !== undefined && action !== 'ALLOW' && action !== 'DENY') {
        report(manifest, ['metadata', 'annotations', ANNOTATION], `has annotation '${ANNOTATION}' and action ${action}: only ALLOW and DENY can be tried out`);
      } else if (said !== undefined && !/^(1|t|T|TRUE|true|True|0|f|F|FALSE|false|False)$/.test(said)) {
        report(manifest, ['metadata', 'annotations', ANNOTATION], `has annotation '${ANNOTATION}' with '${said}', which is no boolean: the policy is refused, or enforced`);
      }
    }
  },
};

const ANNOTATION = 'istio.io/dry-run';

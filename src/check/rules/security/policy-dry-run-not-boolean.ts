import { KINDS } from '../../../model/kinds';
import { annotationsOf } from '../../../model/metadata';
import { Rule } from '../../rule';

export const policyDryRunNotBoolean: Rule = {
  id: 'policy-dry-run-not-boolean',
  severity: 'error',
  title: 'an AuthorizationPolicy is to be tried out, and is enforced',
  why: 'With the annotation `istio.io/dry-run` a policy is only logged. Its value is read as Go reads booleans: `yes` and `on` are none of these, and the policy is '
    + 'enforced as if the annotation were not there.',
  fix: 'write "true" or "false"',
  codes: [],
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
    const dry = mesh.objects.carrying(name => name === ANNOTATION);
    for (const { manifest } of dry.length === 0 ? [] : mesh.objects.of(KINDS.authorizationPolicy)) {
      const said = annotationsOf(manifest.json)[ANNOTATION] as string | undefined;
      if (said !== undefined && !/^(1|t|T|TRUE|true|True|0|f|F|FALSE|false|False)$/.test(said)) {
        report(manifest, ['metadata', 'annotations', ANNOTATION], `has annotation '${ANNOTATION}' with '${said}', which is no boolean, so the policy is enforced`);
      }
    }
  },
};

const ANNOTATION = 'istio.io/dry-run';

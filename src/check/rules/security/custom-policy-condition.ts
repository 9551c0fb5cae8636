import { actionOf, IDENTITY_ATTRIBUTES, policiesWithAction, TOKEN_ATTRIBUTES, valuesOf } from '../../../model/authorization-policy';
import { Rule } from '../../rule';

export const customPolicyCondition: Rule = {
  id: 'custom-policy-condition',
  severity: 'error',
  title: 'an AuthorizationPolicy chooses by identity or token whether to ask its provider',
  why: 'Which requests go to an external authorizer is decided before tokens and identities are looked at, so a policy with action CUSTOM takes neither of them, and '
    + 'Istio\'s webhook refuses it. The provider is told of both and can decide by them.',
  fix: 'choose by hosts, paths, methods, ports, headers or addresses, or let another policy (DENY, ALLOW) ask for identities and tokens',
  codes: ['IST0106'],
  bad: `
apiVersion: security.istio.io/v1
kind: AuthorizationPolicy
metadata: { name: cart, namespace: shop }
spec:
  action: CUSTOM
  provider: { name: oauth2-proxy }
  rules:
    - from:
        - source: { namespaces: [web] }
`,
  mend: { 'namespaces: [web]': 'ipBlocks: [203.0.113.0/24]' },

  check(mesh, report) {
    for (const policy of policiesWithAction(mesh).filter(one => actionOf(one) === 'CUSTOM')) {
      for (const { attribute, path } of valuesOf(policy)) {
        if (IDENTITY_ATTRIBUTES.has(attribute) || TOKEN_ATTRIBUTES.has(attribute)) {
          const what = IDENTITY_ATTRIBUTES.has(attribute) ? 'the client\'s identity' : 'a token';
          report(policy.manifest, path, `has action 'CUSTOM' and chooses requests by ${what}, which is not known yet`);
        }
      }
    }
  },
};

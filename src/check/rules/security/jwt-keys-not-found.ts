import { RequestAuthenticationSpec } from '../../../model/istio-specs';
import { KINDS } from '../../../model/kinds';
import { Rule } from '../../rule';

export const jwtKeysNotFound: Rule = {
  id: 'jwt-keys-not-found',
  severity: 'error',
  title: 'a RequestAuthentication does not say where the keys of an issuer are',
  why: 'Without `jwks` and `jwksUri` istiod looks for the keys below the issuer (`/.well-known/openid-configuration`), which it can only if the issuer is a URL. '
    + 'Otherwise it finds none, and proxies refuse every token (401). With neither issuer nor `jwksUri` its webhook refuses the object, and before 1.27 without an issuer.',
  fix: 'name the keys by jwksUri or jwks, or an issuer whose URL leads to them',
  codes: ['IST0106'],
  bad: `
apiVersion: security.istio.io/v1
kind: RequestAuthentication
metadata: { name: cart, namespace: shop }
spec:
  jwtRules:
    - issuer: login.example.com
`,
  mend: { 'issuer: login.example.com': 'issuer: https://login.example.com' },

  check(mesh, report) {
    for (const { manifest, spec: { jwtRules = [] } } of mesh.objects.of<RequestAuthenticationSpec>(KINDS.requestAuthentication)) {
      jwtRules.forEach((rule, at) => {
        const { issuer = '', jwks = '' } = rule;
        const jwksUri = rule.jwksUri ?? (typeof rule.jwks_uri === 'string' ? rule.jwks_uri : '');
        const path = ['spec', 'jwtRules', at];
        if (issuer === '' && (jwksUri === '' || mesh.istioMinor < 27)) {
          report(manifest, path, `names no issuer${jwksUri !== '' ? `, without which Istio 1.${mesh.istioMinor} refuses it` : jwks === '' ? '' : ', which inline keys need too'}`, { fix: 'name the issuer, as tokens do in their claim iss' });
        } else if (jwks === '' && jwksUri === '' && !/^https?:\/\/[^/]/i.test(issuer)) {
          report(manifest, [...path, 'issuer'], `names no keys of issuer '${issuer}', which is no URL below which they could be`);
        }
      });
    }
  },
};

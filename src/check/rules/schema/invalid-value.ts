import { shapeRule } from './shape-rule';

export const invalidValue = shapeRule('value', {
  id: 'invalid-value',
  title: 'a field has a value that it does not take',
  why: 'The API server refuses the object.',
  fix: 'use one of the values that the field takes',
  bad: `
apiVersion: security.istio.io/v1
kind: PeerAuthentication
metadata: { name: default, namespace: shop }
spec:
  mtls: { mode: strict }
`,
  mend: { strict: 'STRICT' },
});

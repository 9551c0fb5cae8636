import { shapeRule } from './shape-rule';

export const brokenConstraint = shapeRule('rule', {
  id: 'broken-constraint',
  title: 'fields do not go together as the kind asks for it',
  why: 'The API server refuses the object: a rule of the custom resource (CEL) is broken.',
  fix: 'change the fields so that the rule holds',
  bad: `
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: { name: cart, namespace: shop }
spec:
  hosts: [cart.shop.svc.cluster.local]
  http:
    - timeout: 0s
      route:
        - destination: { host: cart.shop.svc.cluster.local }
`,
  mend: { 'timeout: 0s': 'timeout: 500ms' },
});

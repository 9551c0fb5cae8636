import { shapeRule } from './shape-rule';

export const unknownField = shapeRule('unknown', {
  id: 'unknown-field',
  title: 'a field is written that the kind does not have',
  why: 'The object is refused by kubectl, and what applies it without strict validation, as some GitOps tools do, drops the field without a word: what it was to do does not happen. Mostly it is misspelt, or stands one level too high or too low.',
  fix: 'correct the name, or move the field to where it belongs',
  bad: `
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: { name: cart, namespace: shop }
spec:
  hosts: [cart.shop.svc.cluster.local]
  http:
    - timout: 3s
      route:
        - destination: { host: cart.shop.svc.cluster.local }
`,
  mend: { timout: 'timeout' },
});

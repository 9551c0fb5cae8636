import { shapeRule } from './shape-rule';

export const wrongType = shapeRule('type', {
  id: 'wrong-type',
  title: 'a field has a value of another type than it takes',
  why: 'The API server refuses the object. Often a number or a boolean stands where a text is asked for (labels, annotations and the values of environment variables are texts), or a list is missing its dash.',
  fix: 'write the value as the field takes it',
  bad: `
apiVersion: v1
kind: Service
metadata: { name: cart, namespace: shop, labels: { version: 1 } }
spec:
  ports:
    - { name: http, port: 80 }
`,
  mend: { 'version: 1': 'version: "1"' },
});

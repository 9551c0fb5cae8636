import { shapeRule } from './shape-rule';

export const missingField = shapeRule('required', {
  id: 'missing-field',
  title: 'a field is missing that the kind needs',
  why: 'The API server refuses the object.',
  fix: 'add the field',
  bad: `
apiVersion: v1
kind: Service
metadata: { name: cart, namespace: shop }
spec:
  ports:
    - name: http
`,
  mend: { '    - name: http': '    - name: http\n      port: 80' },
});

import { shapeRule } from './shape-rule';

export const duplicateItem = shapeRule('duplicate', {
  id: 'duplicate-item',
  title: 'an item of a list is there twice',
  why: 'Items of the list are told by their keys: the API server refuses the object, or keeps one of the two.',
  fix: 'remove one of the items, or give it another key',
  bad: `
apiVersion: v1
kind: Service
metadata: { name: cart, namespace: shop }
spec:
  ports:
    - { name: http, port: 80 }
    - { name: web, port: 80 }
`,
  mend: { 'name: web, port: 80': 'name: http-web, port: 8080' },
});

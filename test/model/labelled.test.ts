import { labelled } from '../../src/model/labelled';
import { meshOf } from '../check/fixtures';

test('labels of objects and of the pods that they make are found where they stand', () => {
  const mesh = meshOf(`
apiVersion: apps/v1
kind: Deployment
metadata: { name: cart, namespace: shop, labels: { team: a } }
spec:
  selector: { matchLabels: { app: cart } }
  template:
    metadata: { labels: { app: cart } }
---
apiVersion: v1
kind: Pod
metadata: { name: till, namespace: shop, labels: { app: till } }
`);
  expect(labelled(mesh).map(({ manifest, path, labels }) => [manifest.name, path.join('.'), labels])).toEqual([
    ['cart', 'metadata.labels', { team: 'a' }],
    ['till', 'metadata.labels', { app: 'till' }],
    ['cart', 'spec.template.metadata.labels', { app: 'cart' }],
  ]);
});

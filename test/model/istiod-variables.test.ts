import { istiodVariable } from '../../src/model/istiod-variables';
import { meshOf } from '../check/fixtures';

function deployment(name: string, app: string, env: unknown): string {
  const pods = { metadata: { labels: { app } }, spec: { containers: [{ name: 'discovery', image: 'registry.example.com/pilot:1', env }] } };
  return JSON.stringify({ apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name, namespace: 'istio-system', labels: { app } }, spec: { selector: { matchLabels: { app } }, template: pods } });
}

test('what each istiod sets a variable to is known', () => {
  const mesh = meshOf([
    deployment('istiod', 'istiod', [{ name: 'A', value: 'true' }, { name: 'B', valueFrom: {} }]),
    deployment('istiod-canary', 'istiod', [{ name: 'A', value: 'false' }]),
    deployment('cart', 'cart', [{ name: 'A', value: 'other' }]),
  ].join('\n---\n'));
  expect(istiodVariable(mesh, 'A')).toEqual(['true', 'false']);
  expect(istiodVariable(mesh, 'B')).toEqual([]);
  expect(istiodVariable(mesh, 'C')).toEqual([]);
});

import { placedContainers } from '../../src/model/workload';
import { meshOf } from '../check/fixtures';
import { deployment, pod } from '../check/objects/workloads';

const placed = (yaml: string) => placedContainers(meshOf(yaml).workloads[0]).map(({ container, path }) => `${path.join('.')} ${container.name}`);

test('containers have the places where they stand, those that start first too', () => {
  const spec = { containers: [{ name: 'app' }, { name: 'log' }], initContainers: [{ name: 'migrate' }] };
  expect(placed(deployment('cart', { spec }))).toEqual([
    'spec.template.spec.containers.0 app', 'spec.template.spec.containers.1 log', 'spec.template.spec.initContainers.0 migrate',
  ]);
  expect(placed(pod('cart', { spec: { containers: [{ name: 'app' }] } }))).toEqual(['spec.containers.0 app']);
});

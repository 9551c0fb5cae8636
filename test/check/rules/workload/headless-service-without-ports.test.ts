import { headlessServiceWithoutPorts } from '../../../../src/check/rules/workload/headless-service-without-ports';
import { deployment, finder, INJECTED, namespace, service } from '../../objects/workloads';

const find = finder(headlessServiceWithoutPorts);
const db = deployment('db', {}, 'StatefulSet');
const headless = (ports: object[] = []) => service('db', ports, { clusterIP: 'None' });

describe('a headless Service without ports', () => {
  test('is found for pods in the mesh', () => {
    expect(find([INJECTED, headless(), db])).toEqual(['Service shop/db spec.ports: has no ports, and chooses StatefulSet \'db\', which is in the mesh']);
  });

  test('is fine with ports, outside of the mesh, and where it is not headless', () => {
    expect(find([INJECTED, headless([{ name: 'tcp', port: 1 }]), db])).toEqual([]);
    expect(find([namespace(), headless(), db])).toEqual([]);
    expect(find([headless(), db])).toEqual([]);
    expect(find([INJECTED, service('db', []), db])).toEqual([]);
  });
});

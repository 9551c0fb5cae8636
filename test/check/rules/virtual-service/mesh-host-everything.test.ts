import { meshHostEverything } from '../../../../src/check/rules/virtual-service/mesh-host-everything';
import { findingsIn } from '../../fixtures';
import { virtualService } from '../../objects/virtual-services';

const find = (...yaml: readonly string[]) => findingsIn(yaml.join(''), [meshHostEverything]);

describe('all hosts in the mesh', () => {
  test('are found', () => {
    expect(find(virtualService('hosts: [a, "*"]'))).toEqual(['mesh-host-everything: VirtualService shop/reviews spec.hosts[1]: is for host \'*\' and names no gateways, which is refused']);
    expect(find(virtualService('hosts: ["*"]\n  gateways: [a, mesh]'))).toEqual([expect.stringMatching(/is for host '\*' and for 'mesh', which is refused$/)]);
    expect(find(virtualService('hosts: ["*"]\n  gateways: [a]'), virtualService('hosts: ["*.a"]', 'b'), virtualService('http: []', 'c'))).toEqual([]);
  });
});

import { Entity } from '../../src/model/entity';
import { SidecarSpec } from '../../src/model/istio-specs';
import { KINDS } from '../../src/model/kinds';
import { Mesh } from '../../src/model/mesh';
import { imports, isMeshDefault, scopedHost } from '../../src/model/sidecar-scope';
import { meshOf } from '../check/fixtures';
import { sidecar } from '../check/objects/gateways';

let mesh: Mesh;
let [own, byDefault, selecting]: readonly Entity<SidecarSpec>[] = [];
beforeEach(() => {
  mesh = meshOf([sidecar('own', 'egress: []'), sidecar('default', 'egress: []', 'istio-system'), sidecar('selecting', 'workloadSelector: {}', 'istio-system')].join('\n---\n'));
  [own, byDefault, selecting] = mesh.objects.of<SidecarSpec>(KINDS.sidecar);
});
const scope = (...hosts: string[]) => hosts.flatMap(host => scopedHost(mesh, own, host) ?? []);

describe('the scope of a Sidecar', () => {
  test('is the default of the mesh in the root namespace without a selector', () => {
    expect([own, byDefault, selecting].map(one => isMeshDefault(mesh, one))).toEqual([false, true, false]);
  });

  test('divides hosts', () => {
    expect(scopedHost(mesh, own, './a.b')).toEqual({ excluded: false, namespace: 'shop', host: 'a.b' });
    expect(scopedHost(mesh, byDefault, './a.b')).toEqual({ excluded: false, namespace: '.', host: 'a.b' });
    expect(scopedHost(mesh, selecting, './*')).toEqual({ excluded: false, namespace: 'istio-system', host: '*' });
    expect(scopedHost(mesh, own, '~/*')).toEqual({ excluded: true, namespace: '*', host: '*' });
    expect(scopedHost(mesh, own, '~./x.y')).toEqual({ excluded: true, namespace: 'shop', host: 'x.y' });
    expect(scopedHost(mesh, own, 'a.b')).toBeUndefined();
  });

  test('imports what a host means and none leaves out', () => {
    expect(imports(scope('./*'), 'a.b', 'shop')).toBe(true);
    expect(imports(scope('./*'), 'a.b', 'front')).toBe(false);
    expect(imports(scope('*/*.b'), 'a.b', 'front')).toBe(true);
    expect(imports(scope('*/*.c'), 'a.b', 'front')).toBe(false);
    expect(imports(scope('*/*', '~front/a.b'), 'a.b', 'front')).toBe(false);
    expect(imports(scope('*/*', '~front/a.b'), 'a.c', 'front')).toBe(true);
    expect(imports([], 'a.b', 'shop')).toBe(false);
  });
});

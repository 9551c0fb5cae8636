import { Entity } from './entity';
import { HttpRoute, VirtualServiceSpec } from './istio-specs';
import { KINDS } from './kinds';
import { Mesh } from './mesh';
import { isDelegate } from './virtual-service';
import { FieldPath } from '../manifests/locate';

/** A route whose requests another VirtualService routes. */
export interface Delegation {
  readonly root: Entity<VirtualServiceSpec>;
  readonly route: HttpRoute;
  readonly path: FieldPath;
  /** `namespace/name` of the other one. */
  readonly named: string;
  readonly delegate?: Entity<VirtualServiceSpec>;
  /** Whether it would have been given if it were there. */
  readonly known: boolean;
}

/** All routes that delegate, of VirtualServices that have hosts. */
export function delegationsOf(mesh: Mesh): readonly Delegation[] {
  return mesh.once('delegations', () => {
    const delegating = mesh.virtualServicesWith('delegate');
    const namespaces = new Set(delegating.length === 0 ? [] : mesh.virtualServices.map(({ namespace }) => namespace));
    return delegating.filter(root => !isDelegate(root)).flatMap(root => (root.spec.http ?? []).flatMap((route, at) => {
      const { name = '', namespace = '' } = route.delegate ?? {};
      const where = namespace === '' ? root.namespace : namespace;
      return route.delegate ? [{
        root,
        route,
        path: ['spec', 'http', at, 'delegate'],
        named: `${where}/${name}`,
        delegate: mesh.objects.find<VirtualServiceSpec>(KINDS.virtualService, where, name),
        known: namespaces.has(where),
      }] : [];
    }));
  });
}

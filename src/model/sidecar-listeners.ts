import { Entity } from './entity';
import { Port, SidecarSpec } from './istio-specs';
import { KINDS } from './kinds';
import { Mesh } from './mesh';
import { FieldPath } from '../manifests/locate';
import { JsonObject } from '../manifests/manifest';

/** A listener of a Sidecar, of calls that come in or go out. */
export interface PlacedSidecarListener {
  readonly sidecar: Entity<SidecarSpec>;
  readonly inbound: boolean;
  readonly listener: JsonObject & { readonly port?: Port; readonly bind?: string; readonly captureMode?: string; readonly defaultEndpoint?: string };
  readonly path: FieldPath;
}

/** All listeners of all Sidecars. */
export function sidecarListeners(mesh: Mesh): readonly PlacedSidecarListener[] {
  return mesh.once('sidecar listeners', () => mesh.objects.of<SidecarSpec>(KINDS.sidecar).flatMap(sidecar => [
    ...(sidecar.spec.ingress ?? []).map((listener, at) => ({ sidecar, inbound: true, listener, path: ['spec', 'ingress', at] })),
    ...(sidecar.spec.egress ?? []).map((listener, at) => ({ sidecar, inbound: false, listener, path: ['spec', 'egress', at] })),
  ]));
}

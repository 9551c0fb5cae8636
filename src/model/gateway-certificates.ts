import { Entity } from './entity';
import { listenersOf } from './gateway-api';
import { gatewaysChosenBy } from './gateway-pods';
import { serversOf } from './gateway-servers';
import { Mesh } from './mesh';
import { endsTls } from './server-tls';
import { FieldPath } from '../manifests/locate';

/** A secret that a gateway takes its certificate from. */
export interface NamedCertificate {
  readonly gateway: Entity<unknown>;
  readonly path: FieldPath;
  readonly name: string;
  /** Namespaces in which it is looked for. */
  readonly namespaces: readonly string[];
  /** Whether clients' certificates are checked against an authority of the secret. */
  readonly mutual: boolean;
}

/** Secrets that gateways of both kinds name, where it is known in which namespace they are. */
export function certificatesOf(mesh: Mesh): readonly NamedCertificate[] {
  return mesh.once('named certificates', () => [...ofServers(mesh), ...ofListeners(mesh)]);
}

function ofServers(mesh: Mesh): NamedCertificate[] {
  return serversOf(mesh).flatMap(({ gateway, server: { tls }, path }) => {
    if (!tls || !endsTls(tls)) {
      return [];
    }
    const { selector = {} } = gateway.spec;
    const chosen = Object.keys(selector).length === 0 ? [] : gatewaysChosenBy(mesh, selector);
    const namespaces = [...new Set(chosen.map(({ namespace }) => namespace))];
    const named = [
      ...tls.credentialName ? [{ name: tls.credentialName, path: [...path, 'tls', 'credentialName'] }] : [],
      ...(tls.credentialNames ?? []).map((name, at) => ({ name, path: [...path, 'tls', 'credentialNames', at] })),
    ];
    // What has a slash in it is an address of another kind.
    return named.filter(({ name }) => !name.includes('/'))
      .map(({ name, path: where }) => ({ gateway, path: where, name, namespaces, mutual: tls.mode !== 'SIMPLE' }));
  });
}

function ofListeners(mesh: Mesh): NamedCertificate[] {
  return listenersOf(mesh).flatMap(({ gateway, listener: { tls }, path }) => tls?.mode === 'Passthrough' ? [] : (tls?.certificateRefs ?? [])
    .map(({ group = '', kind = 'Secret', name = '', namespace = gateway.namespace }, at) => ({ group, kind, name, namespace, at }))
    .filter(({ group, kind, name }) => group === '' && kind === 'Secret' && name !== '')
    .map(({ name, namespace, at }) => ({
      gateway,
      path: [...path, 'tls', 'certificateRefs', at, 'name'],
      name,
      namespaces: [namespace],
      mutual: ['MUTUAL', 'OPTIONAL_MUTUAL'].includes(tls!.options?.['gateway.istio.io/tls-terminate-mode'] ?? ''),
    })));
}

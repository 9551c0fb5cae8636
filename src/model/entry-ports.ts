import { Entity } from './entity';
import { Port, ServiceEntrySpec } from './istio-specs';
import { KINDS } from './kinds';
import { Mesh } from './mesh';
import { Visibility, visibilityOf } from './visibility';
import { addTo } from '../core/grouped';

/** A port of a host of a ServiceEntry. */
export interface EntryPort {
  readonly entry: Entity<ServiceEntrySpec>;
  readonly visibility: Visibility;
  readonly port: Port;
  /** The port's place in the list. */
  readonly at: number;
}

/** Protocols that say which host is called: for all others an address is all that proxies have to go by. */
const WITH_HOST_NAMES = new Set(['HTTP', 'HTTP2', 'HTTP_PROXY', 'GRPC', 'GRPC-WEB', 'HTTPS', 'TLS']);

const ANYBODY = '';
/** How many different ones are kept: one may be of the same entry, another one may say the same. */
const ENOUGH = 3;

/** Ports of all ServiceEntries by a key that some part of them has. */
export function entryPortsBy(
  mesh: Mesh, keysOf: (entry: Entity<ServiceEntrySpec>, port: Port) => readonly string[],
): ReadonlyMap<string, readonly EntryPort[]> {
  const found = new Map<string, EntryPort[]>();
  for (const entry of mesh.objects.of<ServiceEntrySpec>(KINDS.serviceEntry)) {
    const visibility = visibilityOf(entry.spec.exportTo, entry.namespace, mesh.exportedByDefault('defaultServiceExportTo'));
    (entry.spec.ports ?? []).forEach((port, at) => new Set(keysOf(entry, port)).forEach(key => {
      addTo(found, key, { entry, visibility, port, at });
    }));
  }
  return found;
}

/** A port, and one that clients of some namespace see beside it and that differs. */
export interface Clash {
  readonly which: EntryPort;
  readonly other: EntryPort;
}

/** Ports that differ from one before them, of another entry, that clients of some namespace see too. */
export function clashesOf(ports: readonly EntryPort[], signatureOf: (port: EntryPort) => string): readonly Clash[] {
  // By the namespace that sees them, and then by what they say: the first of each.
  const seen = new Map<string, Map<string, EntryPort>>();
  return ports.flatMap(which => {
    const signature = signatureOf(which);
    const nobody = which.visibility !== '*' && which.visibility.size === 0;
    const [watching, seenBy] = nobody ? [[], []] : which.visibility === '*' ? [[ANYBODY], ['*', ANYBODY]] : [['*', ...which.visibility], [...which.visibility, ANYBODY]];
    const clash = watching.flatMap(who => [...seen.get(who) ?? []]).find(([said, { entry }]) => said !== signature && entry !== which.entry);
    for (const who of seenBy) {
      const known = seen.get(who) ?? new Map<string, EntryPort>();
      seen.set(who, known);
      // A few are enough to find one that differs.
      if (!known.has(signature) && known.size < ENOUGH) {
        known.set(signature, which);
      }
    }
    return clash ? [{ which, other: clash[1] }] : [];
  });
}

/** What a port speaks, in capitals; nothing for one at which proxies look at what comes. */
export function protocolOfPort({ protocol = '' }: Port): string {
  return protocol.toUpperCase();
}

/** Whether calls of a port tell which host they are for. */
export function tellsHost(port: Port): boolean {
  return WITH_HOST_NAMES.has(protocolOfPort(port));
}

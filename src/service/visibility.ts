import { Lazy } from 'cdk8s';
import { IConstruct } from 'constructs';
import { HostUser, usersOf } from '../core/call-graph';
import { show } from '../core/errors';
import { IMeshHost } from '../core/mesh-host';
import { MeshSettings } from '../core/mesh-settings';
import { checkDnsLabel } from '../core/values';

/** The annotation that confines a Service, which has no field for it; undefined where all see it. What it says is asked for at synth. */
export function exportAnnotation(host: { _exportTo(): string[] | undefined }): { [name: string]: string } | undefined {
  return host._exportTo() && { 'networking.istio.io/exportTo': Lazy.any({ produce: () => host._exportTo()!.join(',') }) };
}

/**
 * Which namespaces' proxies know a service, its routes and its policies (`exportTo`). What a proxy does not know it need not hold, and cannot call
 * by the mesh; it keeps nobody from the pods' addresses, which policies do.
 */
export class Visibility {
  /**
   * All namespaces of the mesh. The default.
   */
  public static everywhere(): Visibility {
    return new Visibility(undefined);
  }

  /**
   * The service's own namespace and those from which this app reaches it: of the services that declare to call it, of the pods of
   * gateways that expose it, and of the callers of services whose routes lead to it.
   *
   * @param more further namespaces, of callers that other apps deploy
   */
  public static toCallers(...more: string[]): Visibility {
    return new Visibility(more, true);
  }

  /**
   * The service's own namespace and these. A caller of this app elsewhere is an error.
   *
   * @param namespaces the namespaces; the service's own alone when none is given
   */
  public static toNamespaces(...namespaces: string[]): Visibility {
    return new Visibility(namespaces);
  }

  private constructor(private readonly namespaces: readonly string[] | undefined, private readonly followsCallers = false) {}

  /** @internal checks what can be checked before the callers are known */
  public _check(scope: IConstruct): void {
    this.namespaces?.forEach(name => checkDnsLabel(scope, 'namespace of visibility', name));
  }

  /** @internal `exportTo`, for a host of which all users are known, and namespaces that must see it too */
  public _exportTo(target: IMeshHost, further: readonly string[] = []): string[] | undefined {
    if (!this.namespaces) {
      return undefined;
    }
    const used = this.followsCallers ? usersOf(target).map(user => user.namespace).filter(name => name !== undefined) : [];
    const others = new Set([...this.namespaces, ...used, ...further].filter(name => name !== target.namespace));
    return ['.', ...[...others].sort()];
  }

  /** @internal users of the app that would be cut off */
  public _problems(target: IMeshHost, visible: readonly string[] | undefined): string[] {
    if (!visible) {
      return [];
    }
    const provided = MeshSettings.of(target).providers.some(({ host }) => host === target.host);
    const everyone = provided ? ['is a provider of the mesh, which every proxy talks to, and not visible everywhere: leave out visibility'] : [];
    return [...everyone, ...usersOf(target).flatMap(user => problemOf(user, target, visible))];
  }
}

function problemOf({ owner, how, namespace }: HostUser, target: IMeshHost, visible: readonly string[]): string[] {
  const who = show(owner.node.path);
  if (namespace === undefined) {
    return [`is not visible everywhere, and ${who}, whose pods' namespace is not known, ${how} it: give podNamespace to MeshGateway.fromGatewayAttributes`];
  }
  if (namespace === target.namespace || visible.includes(namespace)) {
    return [];
  }
  const where = how === 'routes to' ? `callers of ${who}, which routes to it, are in namespace ${show(namespace)}` : `${who} ${how} it from namespace ${show(namespace)}`;
  return [`is not visible in namespace ${show(namespace)}, and ${where}: add the namespace, or use Visibility.toCallers()`];
}

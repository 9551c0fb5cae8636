import { IConstruct } from 'constructs';
import { identitiesOfCaller } from './identities';
import { checkAddressOrRange, rangeOf } from '../core/addresses';
import { MeshCaller } from '../core/call-graph';
import { fail, show } from '../core/errors';
import { IGatewayReference } from '../core/gateway-reference';
import { MeshSettings } from '../core/mesh-settings';
import { NetworkEndpoints } from '../core/network-endpoints';
import { checkDnsLabel } from '../core/values';
import { IMeshService } from '../service/i-mesh-service';
import { originsOfMachines } from '../service/service-endpoints';

/** Fields of a source in Istio's words, without their opposites. */
type Field = 'principals' | 'namespaces' | 'ipBlocks' | 'remoteIpBlocks' | 'requestPrincipals';

/** What one field asks. */
interface Asked {
  readonly field: Field;
  readonly not: boolean;
  readonly values: readonly string[];
  /** Where its connections begin, if that is known better than the values say. */
  readonly origins?: readonly NetworkEndpoints[];
  /** The service that is meant, if it is one. */
  readonly service?: IMeshService;
}

/**
 * Who asks (`AuthorizationPolicy.rules.from.source`).
 */
export class AccessSource {
  /**
   * Everybody, with an identity or without.
   */
  public static anyone(): AccessSource {
    return new AccessSource(() => []);
  }

  /**
   * Everybody who shows an identity of the mesh (`principals: ['*']`).
   */
  public static anyIdentity(): AccessSource {
    return AccessSource.of('principals', () => ['*']);
  }

  /**
   * The pods of a service, by their identities (`principals`).
   *
   * @param service the service, whose identities must be known
   */
  public static service(service: IMeshService): AccessSource {
    return AccessSource.of('principals', scope => [...identitiesOfCaller(service as MeshCaller)
      ?? fail(scope, `names '${service.node.path}' as a source, whose identity is not known: give it one service account, or serviceAccountName where another app deploys it`)], scope => ({ origins: originsOfService(scope, service), service }));
  }

  /**
   * The pods of a gateway, by their identity (`principals`).
   *
   * @param gateway the gateway, whose identity must be known
   */
  public static gateway(gateway: IGatewayReference): AccessSource {
    return AccessSource.of('principals', scope => [gateway._pods.principal
      ?? fail(scope, `names '${gateway.node.path}' as a source, whose identity is not known: give podNamespace and serviceAccountName to MeshGateway.fromGatewayAttributes`)], () => ({ origins: [{ pods: gateway._pods }] }));
  }

  /**
   * Identities as Istio spells them (`principals`): 'cluster.local/ns/shop/sa/cart', without 'spiffe://'. A '*' may stand at the beginning or the end.
   *
   * @param principals one of these
   */
  public static principals(...principals: string[]): AccessSource {
    return AccessSource.of('principals', scope => principals.map(principal => checkPrincipal(scope, principal)));
  }

  /**
   * Pods of namespaces (`namespaces`), by their identities.
   *
   * @param namespaces one of these
   */
  public static namespaces(...namespaces: string[]): AccessSource {
    return AccessSource.of('namespaces', scope => namespaces.map(namespace => checkDnsLabel(scope, 'namespace of a source', namespace)));
  }

  /**
   * Addresses from which the connection comes (`ipBlocks`): of the last hop, which behind a load balancer or a gateway is that.
   *
   * @param blocks addresses or ranges in CIDR notation
   */
  public static ipBlocks(...blocks: string[]): AccessSource {
    return AccessSource.of('ipBlocks', scope => blocks.map(block => checkAddressOrRange(scope, 'ipBlocks', block)));
  }

  /**
   * Addresses of the client (`remoteIpBlocks`), as X-Forwarded-For or the proxy protocol tells them where the mesh is set up to trust these.
   *
   * @param blocks addresses or ranges in CIDR notation
   */
  public static remoteIpBlocks(...blocks: string[]): AccessSource {
    return AccessSource.of('remoteIpBlocks', scope => blocks.map(block => checkAddressOrRange(scope, 'remoteIpBlocks', block)));
  }

  /**
   * Holders of a token, by '<issuer>/<subject>' (`requestPrincipals`); '*' is every valid token. A `JwtPolicy` reads tokens.
   *
   * @param principals one of these; a '*' may stand at the beginning or the end
   */
  public static requestPrincipals(...principals: string[]): AccessSource {
    return AccessSource.of('requestPrincipals', scope => principals.map(principal => checkPattern(scope, 'requestPrincipals', principal)));
  }

  private static of(field: Field, values: (scope: IConstruct) => string[], more?: (scope: IConstruct) => Pick<Asked, 'origins' | 'service'>): AccessSource {
    return new AccessSource(scope => {
      const known = values(scope);
      if (known.length === 0) {
        fail(scope, `has a source with no ${field}: name at least one, or use AccessSource.anyone()`);
      }
      return [{ field, not: false, values: known, ...more?.(scope) }];
    });
  }

  private constructor(private readonly resolve: (scope: IConstruct) => readonly Asked[]) {}

  /**
   * Who is this and also the other, for example of a namespace and not from an address.
   *
   * @param other what must hold too
   */
  public and(other: AccessSource): AccessSource {
    return new AccessSource(scope => [...this.resolve(scope), ...other.resolve(scope)]);
  }

  /**
   * Who is not this (`notPrincipals` and so on). Of sources joined by `and`, each is said apart.
   */
  public not(): AccessSource {
    return new AccessSource(scope => {
      const [only, ...more] = this.resolve(scope);
      if (!only || more.length > 0) {
        fail(scope, `has the opposite of ${only ? 'a source joined by and()' : 'anyone'}: take the opposite of each before they are joined`);
      }
      return [{ ...only, not: !only.not }];
    });
  }

  /** @internal where its connections begin, as well as a NetworkPolicy can say it, which never keeps out whom this means */
  public _origins(scope: IConstruct): readonly NetworkEndpoints[] {
    const asked = this.resolve(scope).filter(({ not }) => !not);
    const known = TELLING.map(field => asked.find(one => one.field === field)).find(one => one);
    return known ? known.origins ?? originsOfValues(scope, known) : EVERYWHERE;
  }

  /** @internal the services that are meant */
  public _services(scope: IConstruct): IMeshService[] {
    return this.resolve(scope).flatMap(({ not, service }) => not || !service ? [] : [service]);
  }

  /** @internal in Istio's words; undefined for everybody */
  public _toJson(scope: IConstruct): { [field: string]: string[] } | undefined {
    const source: { [field: string]: string[] } = {};
    for (const { field, not, values } of this.resolve(scope)) {
      const name = not ? `not${field[0].toUpperCase()}${field.slice(1)}` : field;
      if (source[name]) {
        fail(scope, `has a source that asks ${name} twice: a source is met by one of the values, name them at once`);
      }
      source[name] = [...new Set(values)].sort();
    }
    return Object.keys(source).length === 0 ? undefined : source;
  }
}

/** What a NetworkPolicy can say of a source, the closest first. */
const TELLING: readonly Field[] = ['principals', 'namespaces', 'ipBlocks'];
const EVERYWHERE: readonly NetworkEndpoints[] = [{ pods: {} }, { anywhere: true }];

function originsOfValues(scope: IConstruct, { field, values }: Asked): NetworkEndpoints[] {
  if (field === 'ipBlocks') {
    return [{ addresses: values.map(value => value.includes('/') ? value : rangeOf(value)) }];
  }
  const namespaces = values.map(value => field === 'namespaces' ? value : /^[^/*]+\/ns\/([^/*]+)\/sa\//.exec(value)?.[1]);
  // Machines have identities too, and addresses of their own.
  const machines = field === 'principals' ? originsOfMachines(scope) : [];
  return [...(namespaces.includes(undefined) ? [{ pods: {} }] : namespaces.map(namespace => ({ pods: { namespace } }))), ...machines];
}

function originsOfService(scope: IConstruct, service: IMeshService): NetworkEndpoints[] {
  if (MeshSettings.of(service) !== MeshSettings.of(scope)) {
    return [{ anywhere: true }];
  }
  const beside = (service as MeshCaller)._origins?.();
  return beside ? [{ pods: { namespace: service.namespace, labels: service.podLabels } }, ...beside]
    : service._endpoints?.().map(({ pods, addresses, anywhere }) => ({ pods, addresses, anywhere })) ?? [{ pods: { namespace: service.namespace } }];
}

function checkPrincipal(scope: IConstruct, value: string): string {
  if (value.startsWith('spiffe://')) {
    fail(scope, `principal ${show(value)} begins with 'spiffe://', which Istio leaves out: write ${show(value.slice('spiffe://'.length))}`);
  }
  checkPattern(scope, 'principal', value);
  if (!value.includes('*') && !/^[^/]+\/ns\/[^/]+\/sa\/[^/]+$/.test(value)) {
    fail(scope, `principal ${show(value)} is not an identity of the mesh: write for example 'cluster.local/ns/shop/sa/cart'`);
  }
  return value;
}

/** Checks a value that Istio compares exactly, by its beginning or its end. */
export function checkPattern(scope: IConstruct, what: string, value: string): string {
  if (value === '' || (value !== '*' && value.replace(/^\*|\*$/, '').includes('*'))) {
    fail(scope, `${what} ${show(value)} is not a value that Istio compares: use a text, with one '*' at its beginning or its end, or '*' alone for any`);
  }
  return value;
}

import { IConstruct } from 'constructs';
import { fail, show } from '../core/errors';
import { Json } from '../core/mesh-object';
import { IMeshGateway } from '../gateway/i-mesh-gateway';
import { PolicyScope } from '../security/policy-scope';
import { IMeshService } from '../service/i-mesh-service';
import { ResolvedPort, speaksGrpc, trafficOf } from '../service/port';

/**
 * Whose requests a rate limit counts: those that arrive at a service's pods, or at a gateway.
 */
export class RateLimitScope {
  /**
   * Requests that arrive at the pods of a service, whoever sends them.
   *
   * @param service the service
   * @param ports the service's ports; all that speak HTTP when not given. Each is written as the workload's own
   */
  public static service(service: IMeshService, ...ports: number[]): RateLimitScope {
    return new RateLimitScope(scope => {
      const { name, namespace, labels, what } = PolicyScope.service(service)._resolve(scope);
      const limited = portsOf(scope, service, ports);
      const targets = [...new Set(limited.map(({ targetPort }) => targetPort))];
      return {
        name,
        namespace,
        labels: labels!,
        what,
        listeners: targets.map(portNumber => ({ context: 'SIDECAR_INBOUND', listener: { portNumber } })),
        keys: targets.map(port => `port ${port} of the pods ${textOf(labels!)} in namespace '${namespace}'`),
        hosts: () => ['*'],
        speaksGrpc: () => limited.some(({ protocol }) => speaksGrpc(protocol)),
        service,
      };
    });
  }

  /**
   * Requests that arrive at a gateway. Where gateways share their pods, only those for its own hosts count.
   *
   * @param gateway the gateway, whose pods must be known
   * @param hosts some of its hosts; all when not given
   */
  public static gateway(gateway: IMeshGateway, ...hosts: string[]): RateLimitScope {
    return new RateLimitScope(scope => {
      const { namespace, labels, name, what } = PolicyScope.gateway(gateway)._resolve(scope);
      scope.node.addValidation({
        validate: () => hosts.filter(host => !gateway.hosts.includes(host))
          .map(host => `limits host ${show(host)}, which ${what} does not serve: use ${gateway.hosts.map(show).join(', ')}`),
      });
      return {
        // Gateways of one name in several namespaces may share their pods.
        name: gateway.namespace === namespace ? name : `${name}.${gateway.namespace}`,
        namespace,
        labels: labels!,
        what,
        listeners: [{ context: 'GATEWAY', listener: {} }],
        keys: hosts.length === 0 ? [what] : [...new Set(hosts)].map(host => `host '${host}' of ${what}`),
        hosts: () => hosts.length > 0 ? hosts : gateway.hosts,
        speaksGrpc: () => gateway.exposedServices.some(({ _ports }) => _ports.some(({ protocol }) => speaksGrpc(protocol))),
        gateway,
      };
    });
  }

  private constructor(private readonly resolve: (scope: IConstruct) => LimitedRequests) {}

  /** @internal */
  public _resolve(scope: IConstruct): LimitedRequests {
    return this.resolve(scope);
  }
}

/** Where requests are counted. */
export interface LimitedRequests {
  /** A name for it: that of what is limited. */
  readonly name: string;
  /** The namespace of the pods. */
  readonly namespace: string;
  readonly labels: { readonly [name: string]: string };
  /** For errors. */
  readonly what: string;
  /** What patches match (`EnvoyFilter.configPatches.match`). */
  readonly listeners: readonly Json[];
  /** What can have one local limit, in words. */
  readonly keys: readonly string[];
  /** Asked for at synth; '*' for all. */
  readonly hosts: () => readonly string[];
  readonly speaksGrpc: () => boolean;
  readonly service?: IMeshService;
  readonly gateway?: IMeshGateway;
}

function portsOf(scope: IConstruct, service: IMeshService, wanted: readonly number[]): ResolvedPort[] {
  const carriers = service._ports.filter(({ protocol }) => trafficOf(protocol) === 'http');
  if (carriers.length === 0) {
    fail(scope, `limits requests to '${service.node.path}', no port of which speaks HTTP: there are no requests to count, use ConnectionLimits for connections`);
  }
  return wanted.length === 0 ? carriers : wanted.map(number => {
    const known = service._ports.find(({ port }) => port === number)
      ?? fail(scope, `port ${number} is none of '${service.node.path}': use one of ${carriers.map(({ port }) => port).join(', ')}`);
    return carriers.includes(known) ? known
      : fail(scope, `port ${number} of '${service.node.path}' speaks ${known.protocol}, which carries no requests to count: use one of ${carriers.map(({ port }) => port).join(', ')}`);
  });
}

function textOf(labels: { readonly [name: string]: string }): string {
  return Object.entries(labels).map(([name, value]) => `${name}=${value}`).sort().join(',');
}

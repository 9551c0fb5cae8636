import { IConstruct } from 'constructs';
import { checkPattern } from './access-source';
import { ResolvedScope } from './policy-scope';
import { fail } from '../core/errors';
import { Json } from '../core/mesh-object';
import { checkPathPattern } from '../core/path-pattern';
import { checkMethod } from '../service/called-operations';
import { IMeshService } from '../service/i-mesh-service';
import { trafficOf } from '../service/port';
import { listeningNumbers } from '../service/service-endpoints';

/**
 * What is asked of a workload (`AuthorizationPolicy.rules.to.operation`). A request is meant if it meets all that is given.
 */
export interface AccessOperation {
  /**
   * The service's ports. They are written as the workload's own, as Istio wants them. Only for the scope of a service.
   *
   * @default - all; those that speak HTTP where the rule asks of requests
   */
  readonly ports?: number[];

  /**
   * All ports of the service but these (`notPorts`).
   *
   * @default - none
   */
  readonly notPorts?: number[];

  /**
   * HTTP methods, for example 'GET'. Calls of gRPC are all 'POST'.
   *
   * @default - all
   */
  readonly methods?: string[];

  /**
   * All methods but these (`notMethods`).
   *
   * @default - none
   */
  readonly notMethods?: string[];

  /**
   * Paths, as the workload sees them: '/a', '/a/*', '*.css', or a template as in '/users/{*}/orders/{**}'.
   *
   * @default - all
   */
  readonly paths?: string[];

  /**
   * All paths but these (`notPaths`).
   *
   * @default - none
   */
  readonly notPaths?: string[];

  /**
   * Hosts that the client names, in any case; a '*' may stand at the beginning or the end. For policies of gateways: in the mesh clients name what they please.
   *
   * @default - all
   */
  readonly hosts?: string[];

  /**
   * All hosts but these (`notHosts`).
   *
   * @default - none
   */
  readonly notHosts?: string[];
}

/** Whether an operation asks what connections have not. */
export function asksOfRequests({ methods, notMethods, paths, notPaths, hosts, notHosts }: AccessOperation): boolean {
  return [methods, notMethods, paths, notPaths, hosts, notHosts].some(list => list !== undefined);
}

/** An operation in Istio's words; `ofRequests`: the rule asks what connections have not, here or elsewhere. */
export function operationJson(scope: IConstruct, { service, what }: ResolvedScope, operation: AccessOperation, ofRequests: boolean): Json {
  const empty = Object.entries(operation).find(([, list]) => list !== undefined && list.length === 0);
  if (empty) {
    fail(scope, `has an operation with empty ${empty[0]}, which nothing meets: name at least one, or leave it out for all`);
  }
  const { ports, notPorts, methods, notMethods, paths, notPaths, hosts, notHosts } = operation;
  if (Object.values(operation).every(list => list === undefined) && !(service && ofRequests)) {
    fail(scope, 'has an operation that says nothing, and Istio refuses that: name ports, methods, paths or hosts, or leave it out for all');
  }
  if (!service && (ports ?? notPorts)) {
    fail(scope, `has ports and holds for ${what}: ports are a service's own, use PolicyScope.service(...)`);
  }
  return {
    ports: service && portsJson(scope, service, ports, notPorts, ofRequests),
    methods: methods?.map(method => checkMethod(scope, method)),
    notMethods: notMethods?.map(method => checkMethod(scope, method)),
    paths: paths?.map(path => checkPathPattern(scope, 'path', path)),
    notPaths: notPaths?.map(path => checkPathPattern(scope, 'path', path)),
    hosts: hosts?.map(host => checkPattern(scope, 'host', host)),
    notHosts: notHosts?.map(host => checkPattern(scope, 'host', host)),
  };
}

/** What is asked of requests alone would never hold on other ports, and where it denies, always: so the ports that speak HTTP are named. */
function portsJson(
  scope: IConstruct, service: IMeshService, wanted: readonly number[] | undefined, unwanted: readonly number[] | undefined, ofRequests: boolean,
): string[] | undefined {
  const { _ports: known } = service;
  const stray = [...wanted ?? [], ...unwanted ?? []].find(port => !known.some(one => one.port === port));
  if (stray !== undefined) {
    fail(scope, `port ${stray} is none of '${service.node.path}': use one of ${known.map(({ port }) => port).join(', ')}`);
  }
  const meant = known.filter(({ port }) => (!wanted || wanted.includes(port)) && !unwanted?.includes(port));
  const speaking = meant.filter(({ protocol }) => trafficOf(protocol) === 'http');
  const silent = wanted && meant.find(one => !speaking.includes(one));
  if (ofRequests && (speaking.length === 0 || silent)) {
    const spoken = (silent ? [silent] : meant).map(({ port, protocol }) => `${port} (${protocol})`).join(', ');
    fail(scope, `asks of requests at ports of '${service.node.path}' that speak no HTTP, ${spoken}: ask of its HTTP ports, or leave out methods, paths, hosts, headers and claims`);
  }
  return listeningNumbers(service, ofRequests ? speaking : meant).map(String);
}

import { ApiObject } from 'cdk8s';
import { IConstruct } from 'constructs';
import { ResolvedScope } from './policy-scope';
import { show } from '../core/errors';
import { IGatewayReference } from '../core/gateway-reference';
import { Labels, selects } from '../core/labels';
import { MeshSettings } from '../core/mesh-settings';
import { onceAPass } from '../core/once-a-pass';
import { IMeshService } from '../service/i-mesh-service';
import { ResolvedPort, trafficOf } from '../service/port';
import { servicesAt } from '../service/services-at';


/** Who is in a scope and takes connections that carry no HTTP. */
export interface ConnectionTaker {
  readonly who: string;
  readonly ports: readonly string[];
}

/**
 * The ports of a service's pods to which rules about HTTP must confine themselves; undefined where the pods take nothing else, so that such rules may hold
 * for all ports. Istio drops from a rule that denies what it cannot ask of a connection, and would deny all of these.
 */
export function httpWorkloadPorts(scope: IConstruct, service: IMeshService): number[] | undefined {
  const ports = servicesAt(scope, service.namespace, service.podLabels).flatMap(one => one._ports);
  if (!ports.some(takesConnections)) {
    return undefined;
  }
  return [...new Set(ports.filter(carriesHttp).map(port => port.targetPort))].sort((a, b) => a - b);
}

/** Those in a namespace, a mesh or at a gateway's pods that take connections which carry no HTTP, as far as the app knows. */
export function connectionTakers(scope: IConstruct, { namespace, labels, gateway }: ResolvedScope): ConnectionTaker[] {
  const here = MeshSettings.of(scope);
  const whole = namespace === here.rootNamespace && !labels;
  const services = gateway ? [] : servicesAt(scope, whole ? undefined : namespace, labels ?? {});
  const gateways = onceAPass(scope, gatewaysOf).filter(one => MeshSettings.of(one) === here).map(({ _pods: pods }) => pods)
    .filter(pods => whole || (pods.namespace === namespace && selects(labels ?? {}, pods.labels ?? {})));
  const selected = gateways.map(pods => pods.labels ?? {});
  return [
    ...services.map(({ node, _ports: ports }) => ({ who: node.path, ports: ports.filter(takesConnections).map(portText) })),
    ...onceAPass(scope, serversOf).filter(({ object }) => MeshSettings.of(object) === here)
      .filter(({ selector }) => whole || selected.some(pods => selects(selector ?? {}, pods)))
      .map(({ object, servers }) => ({ who: object.node.path, ports: (servers ?? []).filter(passesOn).map(serverText) })),
  ].filter(({ ports }) => ports.length > 0);
}

/** Whether rules about requests can hold at a port. */
export function carriesHttp({ protocol }: ResolvedPort): boolean {
  return trafficOf(protocol) === 'http';
}

function takesConnections({ protocol }: ResolvedPort): boolean {
  return ['tcp', 'tls'].includes(trafficOf(protocol));
}

/** A port as errors tell of it. */
export function portText({ port, protocol }: ResolvedPort): string {
  return `${port} (${protocol})`;
}

function gatewaysOf(all: readonly IConstruct[]): IGatewayReference[] {
  return all.filter((one): one is IGatewayReference => 'gatewayName' in one && '_pods' in one);
}

/** What the app's Gateway objects say, those that were written past us too. */
function serversOf(all: readonly IConstruct[]): { readonly object: ApiObject; readonly selector?: Labels; readonly servers?: readonly Server[] }[] {
  return all.filter(one => ApiObject.isApiObject(one)).filter(({ kind, apiVersion }) => kind === 'Gateway' && apiVersion.startsWith('networking.istio.io/'))
    .map(object => ({ object, ...object.toJson().spec }));
}

interface Server {
  readonly port: { readonly number: number; readonly protocol: string };
  readonly tls?: { readonly mode?: string };
  readonly hosts?: readonly string[];
}

/** Whether a server of a Gateway gives connections on as they are. */
function passesOn({ port, tls }: Server): boolean {
  return !/^(HTTP|HTTPS|HTTP2|GRPC|GRPC-WEB)$/i.test(port.protocol) || /PASSTHROUGH$/.test(tls?.mode ?? '');
}

function serverText({ port, hosts, tls }: Server): string {
  return `${port.number} (${tls?.mode ?? port.protocol}${hosts?.includes('*') ? '' : ` for ${(hosts ?? []).map(show).join(', ')}`})`;
}

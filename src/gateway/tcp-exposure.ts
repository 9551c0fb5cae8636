import { Lazy } from 'cdk8s';
import { Construct } from 'constructs';
import { freeId } from './exposure';
import { fail } from '../core/errors';
import { IGatewayReference } from '../core/gateway-reference';
import { MeshObject } from '../core/mesh-object';
import { compileConnections } from '../routing/compile';
import { tcpRoute } from '../routing/render';
import { behindDestinationRules } from '../service/apply-order';
import { IMeshService } from '../service/i-mesh-service';
import { ResolvedPort, trafficOf } from '../service/port';

/**
 * At which port a gateway takes connections for a service.
 */
export interface ExposeTcpProps {
  /**
   * The port of the gateway. One port leads to one service: nothing but the port tells connections apart.
   *
   * @default - the service's port
   */
  readonly port?: number;

  /**
   * The port of the service; it speaks TCP, MySQL, Redis or MongoDB.
   *
   * @default - the service's first such port
   */
  readonly servicePort?: number;
}

/** The port of a service that is exposed to connections. */
export function tcpPortOf(scope: Construct, service: IMeshService, wanted: number | undefined): ResolvedPort {
  const port = service._ports.find(one => trafficOf(one.protocol) === 'tcp' && (wanted === undefined || one.port === wanted));
  if (!port) {
    const spoken = service._ports.map(one => `${one.port} (${one.protocol})`).join(', ');
    fail(scope, `needs a TCP port${wanted === undefined ? '' : ` ${wanted}`} of '${service.node.path}', which has ${spoken}: use expose for HTTP and TLS, or name a port that speaks TCP`);
  }
  return port;
}

/** The connections to one port of a gateway, by the service's own routes. */
export class TcpExposure extends Construct {
  constructor(gateway: Construct & IGatewayReference, service: IMeshService, publicPort: number, port: ResolvedPort) {
    super(gateway, freeId(gateway, `tcp-${publicPort}-${service.serviceName}`));
    const reference = `${gateway.namespace}/${gateway.gatewayName}`;
    const context = { gateway: reference, host: '*' };
    const destinationPort = service._ports.length > 1 ? port.port : undefined;
    const object = new MeshObject(this, 'VirtualService', {
      apiVersion: 'networking.istio.io/v1',
      kind: 'VirtualService',
      name: `${gateway.gatewayName}-tcp-${publicPort}`,
      namespace: gateway.namespace,
      fields: {
        spec: Lazy.any({
          produce: () => ({
            hosts: ['*'],
            gateways: [reference],
            tcp: compileConnections(service._routes, context, destinationPort).map(route => tcpRoute(route, publicPort)),
          }),
        }),
      },
    });
    behindDestinationRules(object, service._routes);
  }
}

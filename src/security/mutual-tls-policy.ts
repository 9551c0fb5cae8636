import { Construct } from 'constructs';
import { MutualTlsMode } from './mutual-tls-mode';
import { notePlaintextPolicy } from './plaintext';
import { PolicyScope } from './policy-scope';
import { fail } from '../core/errors';
import { Json, MeshObject } from '../core/mesh-object';
import { MeshSettings } from '../core/mesh-settings';
import { IMeshService } from '../service/i-mesh-service';

/**
 * A port that takes something else than the rest of its service.
 */
export interface PortMutualTls {
  /**
   * The service's port. It is written as the workload's own, as Istio wants it.
   */
  readonly port: number;

  /**
   * What the port takes (`portLevelMtls`).
   */
  readonly mode: MutualTlsMode;
}

/**
 * What workloads take from their callers (`PeerAuthentication`).
 */
export interface MutualTlsPolicyProps {
  /**
   * What they take (`mtls.mode`).
   */
  readonly mode: MutualTlsMode;

  /**
   * For whom it holds. The narrower scope wins: service before namespace before mesh.
   *
   * @default PolicyScope.namespace()
   */
  readonly scope?: PolicyScope;

  /**
   * Ports that take something else, by the service's port numbers. Only for the scope of a service.
   *
   * @default - none
   */
  readonly ports?: PortMutualTls[];
}

/**
 * Says whether workloads take plain text. The callers' side is left to Istio (auto mTLS): proxies send mutual TLS to every pod that has
 * a proxy and plain text to the others, so the two sides never contradict each other while pods join one by one.
 */
export class MutualTlsPolicy extends Construct {
  constructor(scope: Construct, id: string, props: MutualTlsPolicyProps) {
    super(scope, id);
    const { name, namespace, labels, service, gateway, what } = (props.scope ?? PolicyScope.namespace())._resolve(this);
    if (gateway) {
      fail(this, `holds for ${what}, a gateway, whose clients have no identity of the mesh: what they show is said by GatewayTls`);
    }
    const settings = MeshSettings.of(this);
    settings._claim(this, `mutual TLS ${namespace}/${service?.host ?? ''}`, `mutual TLS of ${what}`, 'Istio would follow the older policy and ignore the other; remove one');
    notePlaintextPolicy(this, { namespace, service, mode: props.mode, ports: new Map(props.ports?.map(({ port, mode }) => [port, mode])) });
    new MeshObject(this, 'Resource', {
      apiVersion: 'security.istio.io/v1',
      kind: 'PeerAuthentication',
      name,
      namespace,
      fields: {
        spec: {
          selector: labels && { matchLabels: labels },
          mtls: { mode: props.mode },
          portLevelMtls: portModes(this, props.ports ?? [], service),
        },
      },
    });
  }
}

function portModes(scope: Construct, ports: readonly PortMutualTls[], service: IMeshService | undefined): Json | undefined {
  if (ports.length === 0) {
    return undefined;
  }
  if (!service) {
    fail(scope, 'has ports and no service: ports are a workload\'s own, give scope PolicyScope.service(...)');
  }
  const modes: Json = {};
  for (const { port, mode } of ports) {
    const known = service._ports.find(one => one.port === port);
    if (!known) {
      fail(scope, `port ${port} is none of '${service.node.path}': use one of ${service._ports.map(one => one.port).join(', ')}`);
    }
    if (modes[known.targetPort] !== undefined) {
      fail(scope, `port ${port} is the workload's port ${known.targetPort}, which has a mode already: give each port of the workload one mode`);
    }
    modes[known.targetPort] = { mode };
  }
  return modes;
}

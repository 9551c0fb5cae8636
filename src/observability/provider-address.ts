import { IConstruct } from 'constructs';
import { fail } from '../core/errors';
import { IMeshHost } from '../core/mesh-host';
import { MeshSettings } from '../core/mesh-settings';
import { checkPort } from '../core/values';
import { PortProtocol, ResolvedPort } from '../service/port';

const GRPC = [PortProtocol.GRPC, PortProtocol.HTTP2];
const HTTP = [PortProtocol.HTTP, PortProtocol.HTTP2];

/** Where proxies reach a provider, as MeshConfig has it. */
export interface ProviderAddress {
  readonly service: string;
  readonly port: number;
}

/** The address of a provider to which proxies speak gRPC: over a port of another protocol they would send it HTTP/1.1. */
export function grpcAddress(scope: IConstruct, name: string, service: IMeshHost, port: number): ProviderAddress {
  return address(scope, name, service, port, GRPC);
}

/** The address of a provider to which proxies send HTTP requests. */
export function httpAddress(scope: IConstruct, name: string, service: IMeshHost, port: number): ProviderAddress {
  return address(scope, name, service, port, HTTP);
}

function address(scope: IConstruct, name: string, service: IMeshHost, port: number, spoken: readonly PortProtocol[]): ProviderAddress {
  const what = `port of extension provider '${name}'`;
  checkPort(scope, what, port);
  const ports = portsOf(service);
  const known = ports?.find(one => one.port === port);
  if (ports && !known) {
    fail(scope, `${what} ${port} is none of '${service.node.path}': use one of ${ports.map(one => one.port).join(', ')}`);
  }
  if (known && !spoken.includes(known.protocol)) {
    fail(scope, `${what} ${port} of '${service.node.path}' speaks ${known.protocol}, and proxies speak ${spoken[0]} to it: give the port PortProtocol.${spoken[0].toUpperCase()}`);
  }
  return { service: hostOf(service), port };
}

/** An external service of another app is known by its host alone. */
function portsOf(service: IMeshHost): readonly ResolvedPort[] | undefined {
  return (service as Partial<{ _ports: readonly ResolvedPort[] }>)._ports;
}

/** Services of the cluster have their namespace in their host; of others several namespaces may have an entry, and Istio would choose none. */
function hostOf(service: IMeshHost): string {
  return service.host.endsWith(`.svc.${MeshSettings.of(service).clusterDomain}`) ? service.host : `${service.namespace}/${service.host}`;
}

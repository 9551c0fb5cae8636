import { Construct } from 'constructs';
import { ExternalEndpoint } from './external-endpoint';
import { isIpAddress } from '../core/addresses';
import { fail, show } from '../core/errors';
import { PortProtocol, ResolvedPort, trafficOf } from '../service/port';

/**
 * How proxies find the addresses of an external service (`ServiceEntry.resolution`).
 */
export enum Resolution {
  /** They connect to the address to which the application connected. It may be any that it likes, as long as host or server name fit. */
  NONE = 'NONE',
  /** By the addresses of `endpoints`. */
  STATIC = 'STATIC',
  /** They ask DNS for the host, or for the names of `endpoints`, and share requests out over all addresses. */
  DNS = 'DNS',
  /** They ask DNS, and a new connection goes to the first address: for hosts whose many addresses change often. */
  DNS_ROUND_ROBIN = 'DNS_ROUND_ROBIN',
  /** They ask DNS for the host that each request or connection names. For wildcard hosts, over HTTP and TLS. It needs a recent Istio; shown with 1.31. */
  DYNAMIC_DNS = 'DYNAMIC_DNS',
}

/** What is known of an external service before its addresses are looked for. */
export interface Resolvable {
  readonly host: string;
  readonly ports: readonly ResolvedPort[];
  readonly addresses: readonly string[];
  readonly endpoints: readonly ExternalEndpoint[];
  /** The ports at which the proxy speaks TLS in the application's place. */
  readonly tls: readonly number[];
}

/** The resolution that was asked for, checked, or the one that fits what was given. */
export function resolutionOf(scope: Construct, given: Resolution | undefined, service: Resolvable): Resolution {
  const resolution = given ?? fitting(service);
  const problem = problemOf(resolution, service);
  if (problem !== undefined) {
    fail(scope, problem);
  }
  return resolution;
}

function fitting({ host, ports, addresses, endpoints }: Resolvable): Resolution {
  if (endpoints.length > 0) {
    return endpoints.every(one => isIpAddress(one.address)) ? Resolution.STATIC : Resolution.DNS;
  }
  // Who connects to an address of a port that carries any protocol means that address.
  const byAddress = addresses.length > 0 && ports.every(port => trafficOf(port.protocol) === 'tcp');
  return host.startsWith('*') || byAddress ? Resolution.NONE : Resolution.DNS;
}

function problemOf(resolution: Resolution, { host, ports, addresses, endpoints, tls }: Resolvable): string | undefined {
  const wildcard = host.startsWith('*');
  const named = endpoints.find(one => !isIpAddress(one.address));
  switch (resolution) {
    case Resolution.NONE: {
      const moved = ports.find(port => port.targetPort !== port.port);
      if (endpoints.length > 0) {
        return 'has endpoints and resolution NONE, which goes to the address that the application called: leave out one of them';
      }
      return moved && `leads port ${moved.port} to ${moved.targetPort} with resolution NONE, which goes to the port that the application called: ${wildcard ? 'use Resolution.DYNAMIC_DNS, or ' : 'use another resolution, or '}the same port`;
    }
    case Resolution.STATIC:
      if (endpoints.length === 0) {
        return 'has resolution STATIC and no endpoints, so no address is known: give endpoints, or another resolution';
      }
      return named && `has resolution STATIC, and endpoint ${show(named.address)} is no IP address: use Resolution.DNS, or the address`;
    case Resolution.DNS: case Resolution.DNS_ROUND_ROBIN: {
      const range = addresses.find(address => address.includes('/'));
      if (wildcard && endpoints.length === 0) {
        return `asks DNS for wildcard host ${show(host)}, for which DNS has no answer: use Resolution.DYNAMIC_DNS or NONE, name the host, or give endpoints`;
      }
      if (range !== undefined) {
        return `has the range ${show(range)} among its addresses, which DNS cannot answer: use Resolution.NONE, or endpoints with Resolution.STATIC`;
      }
      return resolution === Resolution.DNS_ROUND_ROBIN && endpoints.length > 1
        ? `has ${endpoints.length} endpoints and resolution DNS_ROUND_ROBIN, which takes one: use Resolution.DNS, or one endpoint` : undefined;
    }
    case Resolution.DYNAMIC_DNS: {
      const other = ports.find(port => trafficOf(port.protocol) === 'tcp' || port.protocol === PortProtocol.GRPC_WEB);
      // Where a request names no port, the proxy goes to the one of its scheme.
      const moved = ports.find(port => port.targetPort !== (port.port === 80 && tls.includes(80) ? 443 : port.port));
      if (!wildcard) {
        return `has resolution DYNAMIC_DNS, and host ${show(host)} is no wildcard: use Resolution.DNS`;
      }
      if (addresses.length > 0 || endpoints.length > 0) {
        return 'has resolution DYNAMIC_DNS, which asks for the host that each request names: leave out addresses and endpoints';
      }
      if (moved) {
        return `leads port ${moved.port} to ${moved.targetPort} with resolution DYNAMIC_DNS, which goes to the port that the request names: use the same port`;
      }
      return other && `has resolution DYNAMIC_DNS, and port ${other.port} speaks ${other.protocol}, which Istio does not resolve so: use HTTP, HTTP2, GRPC or TLS`;
    }
  }
}

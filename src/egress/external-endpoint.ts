import { Construct } from 'constructs';
import { isIpAddress, rangeOf } from '../core/addresses';
import { fail, show } from '../core/errors';
import { Json } from '../core/mesh-object';
import { NetworkEndpoints } from '../core/network-endpoints';
import { checkAtLeast, checkHost, checkPort } from '../core/values';
import { ResolvedPort } from '../service/port';

/**
 * One place where an external service answers.
 */
export interface ExternalEndpoint {
  /**
   * The IP address, or a name for which DNS is asked (`address`).
   */
  readonly address: string;

  /**
   * Ports that differ here, by the name of the service's port (`ports`).
   *
   * @default - the service's target ports
   */
  readonly ports?: { [name: string]: number };

  /**
   * Where it stands, for example 'europe-west1/europe-west1-b' (`locality`).
   *
   * @default - not known
   */
  readonly locality?: string;

  /**
   * Its share of the requests, against the other endpoints' (`weight`).
   *
   * @default - the same for all
   */
  readonly weight?: number;
}

/** `endpoints` of a ServiceEntry, checked. */
export function endpointsJson(scope: Construct, endpoints: readonly ExternalEndpoint[], ports: readonly ResolvedPort[]): Json[] | undefined {
  const seen = new Set<string>();
  for (const { address, ports: own = {}, weight } of endpoints) {
    if (!isIpAddress(address)) {
      checkHost(scope, 'endpoint', address);
      if (address.startsWith('*')) {
        fail(scope, `endpoint ${show(address)} is a wildcard, which has no address: name a host or an IP address`);
      }
    }
    if (seen.size === seen.add(address).size) {
      fail(scope, `has endpoint ${show(address)} twice: name it once`);
    }
    for (const [name, port] of Object.entries(own)) {
      if (!ports.some(one => one.name === name)) {
        fail(scope, `endpoint ${show(address)} has port ${show(name)}, which the service lacks: use one of ${ports.map(one => show(one.name)).join(', ')}`);
      }
      checkPort(scope, `port ${show(name)} of endpoint ${show(address)}`, port);
    }
    if (weight !== undefined) {
      checkAtLeast(scope, `weight of endpoint ${show(address)}`, weight, 1);
    }
  }
  if (endpoints.length === 0) {
    return undefined;
  }
  return endpoints.map(({ address, ports: own, locality, weight }) => ({ address, ports: own, locality, weight }));
}

/** Where connections end: at the endpoints or addresses that are known, or anywhere outside. */
export function externalEndpoints(
  ports: readonly ResolvedPort[], endpoints: readonly ExternalEndpoint[], addresses: readonly string[],
): NetworkEndpoints {
  const numbers = new Set([...ports.map(({ targetPort }) => targetPort), ...endpoints.flatMap(({ ports: own = {} }) => Object.values(own))]);
  const reached = [...numbers].map(port => ({ port }));
  const places = [...addresses, ...endpoints.map(({ address }) => address)];
  const known = places.length > 0 && places.every(place => isIpAddress(place.split('/')[0]));
  return known ? { addresses: places.map(place => isIpAddress(place) ? rangeOf(place) : place), ports: reached } : { anywhere: true, ports: reached };
}

import { IConstruct } from 'constructs';
import { isIpAddress } from '../core/addresses';
import { fail, show } from '../core/errors';
import { IMeshHost } from '../core/mesh-host';
import { IRoutedHost } from '../service/i-routed-host';
import { ResolvedPort, trafficOf } from '../service/port';

/** The ports of an external service that callers reach by a name of the cluster. */
export function aliasedPorts(alias: IConstruct, target: IMeshHost & Pick<IRoutedHost, '_ports'>, addresses: readonly string[]): ResolvedPort[] {
  const { host, _ports: ports } = target;
  const what = `is an alias of '${target.node.path}', whose host ${show(host)}`;
  if (host.startsWith('*')) {
    fail(alias, `${what} is many hosts, and DNS leads a name to one: declare the one that is meant as an external service of its own`);
  }
  if (isIpAddress(host)) {
    fail(alias, `${what} is an address, and DNS leads an alias to a name: give the external service the server's name, and the address as its endpoint`);
  }
  const known = ports.filter(port => problemOf(port, addresses) === undefined);
  if (known.length === 0) {
    const problems = new Set(ports.map(port => problemOf(port, addresses)));
    fail(alias, `${what} has no port that works by another name: ${[...problems].join('; ')}`);
  }
  return known;
}

function problemOf({ port, protocol }: ResolvedPort, addresses: readonly string[]): string | undefined {
  switch (trafficOf(protocol)) {
    case 'tls':
      return `at port ${port} the application asks for the alias's name, which no certificate outside carries; let the proxy speak TLS (tls), or call the host by its own name`;
    case 'tcp':
      // Proxies that answer DNS have an address for the host alone, and pass questions for the alias on.
      return addresses.length > 0 ? undefined : `connections to port ${port} are told by an address that proxies give the host, and not the alias; give addresses, or call the host by its own name`;
    default:
      return undefined;
  }
}

import { Construct, IConstruct } from 'constructs';
import { checkAddressOrRange } from '../core/addresses';
import { fail, show } from '../core/errors';
import { MeshSettings } from '../core/mesh-settings';
import { checkHost } from '../core/values';
import { ResolvedPort, trafficOf } from '../service/port';

/** Checks the host of an external service. */
export function checkExternalHost(scope: Construct, host: string): string {
  checkHost(scope, 'host', host);
  const { clusterDomain } = MeshSettings.of(scope);
  if (host === '*') {
    fail(scope, 'host \'*\' is every host there is: name the domain, for example \'*.example.com\', or allow all by OutboundTraffic.ALLOW_ANY');
  }
  if (host !== host.toLowerCase()) {
    fail(scope, `host ${show(host)} has capital letters, which no server name (SNI) has: write ${show(host.toLowerCase())}`);
  }
  if (host.endsWith(`.svc.${clusterDomain}`) || host.endsWith('.svc')) {
    fail(scope, `host ${show(host)} is a Service of the cluster, whose routes an entry of its own would hide: use MeshService.fromServiceAttributes to call it`);
  }
  if (host.startsWith('*') && `svc.${clusterDomain}`.endsWith(host.slice(1))) {
    fail(scope, `host ${show(host)} covers the Services of the cluster, which end in 'svc.${clusterDomain}': name a domain outside of it`);
  }
  return host;
}

/** A service of the mesh that pods reach by the very name, since DNS completes it for them. */
export function meshNamesake(scope: Construct, host: string): IConstruct | undefined {
  const settings = MeshSettings.of(scope);
  return settings._claims.get(`host ${host}.svc.${settings.clusterDomain}`);
}

/** Checks the addresses by which an external service is called, and notes them: two services behind one address and port cannot be told apart. */
export function checkAddresses(scope: Construct, host: string, ports: readonly ResolvedPort[], addresses: readonly string[]): void {
  addresses.forEach(address => checkAddressOrRange(scope, 'address', address));
  const connections = ports.filter(port => trafficOf(port.protocol) === 'tcp');
  const [first] = connections;
  // Where proxies answer DNS, Istio allocates an address to each host but wildcards.
  const told = addresses.length > 0 || (MeshSettings.of(scope).dnsCapture && !host.startsWith('*'));
  if (first && !told) {
    fail(scope, `has no addresses, and port ${first.port} speaks ${first.protocol}, whose connections name no host: it would take every connection of the mesh to port ${first.port}; give the addresses that applications call${host.startsWith('*') ? '' : ', or set dnsCapture in MeshSettings where proxies answer DNS'}`);
  }
  for (const { port } of connections) {
    for (const address of addresses) {
      MeshSettings.of(scope)._claim(scope, `address ${address}:${port}`, `address ${address} with port ${port}`, 'connections to one address and port go to one host; give it another address or port');
    }
  }
}

import { isDomain } from '../../../model/host-syntax';
import { ServiceEntrySpec, WorkloadEntrySpec } from '../../../model/istio-specs';
import { KINDS } from '../../../model/kinds';
import { isIpAddress } from '../../../schema/formats';
import { Rule } from '../../rule';

export const endpointAddressRefused: Rule = {
  id: 'endpoint-address-refused',
  severity: 'error',
  title: 'an endpoint has an address that the resolution cannot use',
  why: 'Istio\'s webhook refuses the object. With resolution STATIC the address of an endpoint is an IP address or a Unix socket, with DNS an IP address or a host name; nothing '
    + 'of these has a port or a scheme, which stand in ports.',
  fix: 'write an IP address, or a host name with resolution DNS',
  codes: ['IST0106'],
  bad: `
apiVersion: networking.istio.io/v1
kind: ServiceEntry
metadata: { name: ledger, namespace: shop }
spec:
  hosts: [ledger.example.com]
  resolution: STATIC
  ports:
    - { name: http, number: 80, protocol: HTTP }
  endpoints:
    - address: ledger-1.example.com
`,
  mend: { 'resolution: STATIC': 'resolution: DNS' },

  check(mesh, report) {
    for (const { manifest, spec: { resolution = 'NONE', endpoints = [], ports = [] } } of mesh.objects.of<ServiceEntrySpec>(KINDS.serviceEntry)) {
      endpoints.forEach(({ address = '' }, at) => {
        const wrong = resolution === 'STATIC' ? wrongStatic(address, ports.length) : resolution.startsWith('DNS') ? wrongDns(address) : undefined;
        if (wrong) {
          report(manifest, ['spec', 'endpoints', at, 'address'], `has an endpoint at '${address}', ${wrong}`);
        }
      });
    }
    for (const { manifest, spec: { address = '' } } of mesh.objects.of<WorkloadEntrySpec>(KINDS.workloadEntry)) {
      if (address !== '' && !address.startsWith('unix://') && wrongDns(address)) {
        report(manifest, ['spec', 'address'], `has address '${address}', ${wrongDns(address)}`);
      }
    }
  },
};

function wrongStatic(address: string, ports: number): string | undefined {
  if (address.startsWith('unix://')) {
    return ports === 1 ? undefined : `and a Unix socket can answer for one port only: there are ${ports}`;
  }
  return address === '' || isIpAddress(address) ? undefined : 'and with resolution \'STATIC\' it must be an IP address';
}

function wrongDns(address: string): string | undefined {
  return isIpAddress(address) || isDomain(address) ? undefined : 'which is neither an IP address nor a host name';
}

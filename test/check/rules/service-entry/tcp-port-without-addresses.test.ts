import { checkMesh } from '../../../../src/check/check-mesh';
import { tcpPortWithoutAddresses } from '../../../../src/check/rules/service-entry/tcp-port-without-addresses';
import { findingsIn, meshOf } from '../../fixtures';
import { serviceEntry } from '../../objects/meshes';

const entry = (spec: string, protocol = 'TCP', metadata = '') => serviceEntry(`ports: [{ name: web, number: 80, protocol: HTTP }, { name: a, number: 5432, protocol: ${protocol} }]
  ${spec}`, { metadata });
const weights = (yaml: string, options = {}) =>
  checkMesh(meshOf(yaml, options), { rules: [tcpPortWithoutAddresses] }).findings.map(({ severity }) => severity);

describe('a TCP port without an address', () => {
  test('is found with resolution NONE', () => {
    expect(findingsIn(entry('resolution: NONE'), [tcpPortWithoutAddresses])).toEqual([
      'tcp-port-without-addresses: ServiceEntry shop/ledger spec.ports[1]: has no address for port 5432 of \'ledger.example.com\', which is not HTTP: proxies take every connection to '
      + 'that port for it',
    ]);
    expect(weights(entry('', 'tcp'))).toEqual(['warning']);
    expect(weights(entry('', '""'))).toEqual(['warning']);
    expect(weights(entry('', 'TLS'))).toEqual([]);
  });

  test('is fine where there is one, written or allocated', () => {
    expect(weights(entry('addresses: [192.0.2.1]'))).toEqual([]);
    expect(weights(`${entry('resolution: NONE')}status: { addresses: [{ value: 240.0.0.1 }] }\n`)).toEqual([]);
    expect(weights(`${entry('resolution: NONE')}status: { addresses: [] }\n`)).toEqual(['warning']);
  });

  test('weighs by what is known of the mesh where Istio allocates one', () => {
    const captured = (value: unknown) => ({ meshConfig: { defaultConfig: { proxyMetadata: { ISTIO_META_DNS_CAPTURE: value } } } });
    expect(weights(entry('resolution: DNS'))).toEqual(['info']);
    expect(weights(entry('resolution: DNS'), { meshConfig: { accessLogFile: '/dev/stdout' } })).toEqual(['warning']);
    expect(weights(entry('resolution: DNS'), captured('false'))).toEqual(['warning']);
    expect(weights(entry('resolution: DNS'), captured('true'))).toEqual([]);
    expect(weights(entry('resolution: NONE'), captured('true'))).toEqual(['warning']);
    expect(weights(entry('resolution: DNS', 'TCP', ', labels: { networking.istio.io/enable-autoallocate-ip: "False" }'), captured('true'))).toEqual(['warning']);
    expect(weights(entry('resolution: DNS', 'TCP', ', labels: { networking.istio.io/enable-autoallocate-ip: "true" }'), captured('true'))).toEqual([]);
  });
});

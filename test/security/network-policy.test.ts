import { NetworkEndpoints } from '../../src/core/network-endpoints';
import { writeNetworkPolicy } from '../../src/security/network-policy';
import { newChart } from '../service/fixtures';
import { findOnly, synth } from '../support/synth';

function written(ingress: NetworkEndpoints[], egress?: NetworkEndpoints[], clusterAddressRanges: string[] = []) {
  const chart = newChart();
  writeNetworkPolicy(chart, 'policy', { name: 'cart', namespace: 'shop', labels: { app: 'cart' }, clusterAddressRanges, ingress: () => ingress, egress: () => egress });
  return findOnly(synth(chart), 'NetworkPolicy').spec as any;
}

const web = { ports: [{ port: 8080 }] };

describe('a NetworkPolicy', () => {
  test('holds for both directions, or for what comes in alone', () => {
    expect(written([], [])).toEqual({ podSelector: { matchLabels: { app: 'cart' } }, policyTypes: ['Ingress', 'Egress'], ingress: [], egress: [] });
    expect(written([])).toEqual({ podSelector: { matchLabels: { app: 'cart' } }, policyTypes: ['Ingress'], ingress: [] });
  });

  test('has one rule for all that have the same ports, each of them once', () => {
    const [a, b] = ['a', 'b'].map(app => ({ pods: { namespace: 'shop', labels: { app } } }));
    expect(written([{ ...a, ...web }, { ...b, ports: [{ port: 'dns', udp: true }] }, { ...b, ...web }, { ...a, ...web }]).ingress).toEqual([
      { from: [{ podSelector: { matchLabels: { app: 'a' } } }, { podSelector: { matchLabels: { app: 'b' } } }], ports: [{ port: 8080, protocol: 'TCP' }] },
      { from: [{ podSelector: { matchLabels: { app: 'b' } } }], ports: [{ port: 'dns', protocol: 'UDP' }] },
    ]);
  });

  test('names pods of its own namespace, of another, of all, and all of a namespace', () => {
    const peers = [{ namespace: 'shop' }, { namespace: 'other', labels: { a: 'b' } }, { labels: { a: 'b' } }, { namespace: 'other' }].map(pods => ({ pods }));
    const name = (value: string) => ({ namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': value } } });
    expect(written(peers).ingress).toEqual([{
      from: [{ podSelector: {} }, { ...name('other'), podSelector: { matchLabels: { a: 'b' } } }, { namespaceSelector: {}, podSelector: { matchLabels: { a: 'b' } } }, name('other')],
    }]);
  });

  test('leaves the cluster\'s own addresses out of anywhere, each family its own', () => {
    expect(written([], [{ anywhere: true }], ['10.244.0.0/16', '2001:db8::/32']).egress).toEqual([
      { to: [{ ipBlock: { cidr: '0.0.0.0/0', except: ['10.244.0.0/16'] } }, { ipBlock: { cidr: '::/0', except: ['2001:db8::/32'] } }] },
    ]);
    expect(written([], [{ anywhere: true, addresses: ['192.0.2.0/24'] }]).egress).toEqual([
      { to: [{ ipBlock: { cidr: '192.0.2.0/24' } }, { ipBlock: { cidr: '0.0.0.0/0' } }, { ipBlock: { cidr: '::/0' } }] },
    ]);
  });
});

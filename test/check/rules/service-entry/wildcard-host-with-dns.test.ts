import { wildcardHostWithDns } from '../../../../src/check/rules/service-entry/wildcard-host-with-dns';
import { findingsIn } from '../../fixtures';
import { serviceEntry } from '../../objects/meshes';

const find = (spec: string, hosts = 'a.example.com, "*.example.com"') => findingsIn(serviceEntry(spec, { hosts }), [wildcardHostWithDns]);

describe('a wildcard host', () => {
  test('is not looked up in DNS', () => {
    expect(find('resolution: DNS')).toEqual([
      'wildcard-host-with-dns: ServiceEntry shop/ledger spec.hosts[1]: has host \'*.example.com\' with resolution \'DNS\' and no endpoints: DNS knows no wildcards',
    ]);
    expect(find('resolution: DNS_ROUND_ROBIN')).toHaveLength(1);
    expect(find('resolution: DNS\n  workloadSelector: { labels: { a: b } }')).toEqual([expect.stringMatching(/'DNS': DNS knows no wildcards$/)]);
  });

  test('is fine with other resolutions, and with endpoints', () => {
    expect(find('resolution: NONE')).toEqual([]);
    expect(find('resolution: DYNAMIC_DNS')).toEqual([]);
    expect(find('resolution: DNS\n  endpoints: [{ address: a.example.com }]')).toEqual([]);
    expect(find('resolution: DNS', 'a.example.com')).toEqual([]);
    // The CRD refuses it already.
    expect(find('resolution: DNS', '"*"')).toEqual([]);
  });
});

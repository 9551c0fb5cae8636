import { sidecarHostRedundant } from '../../../../src/check/rules/sidecar/sidecar-host-redundant';
import { finder, sidecar } from '../../objects/gateways';

const find = finder(sidecarHostRedundant);
const redundant = (hosts: string[], namespace?: string) => find(sidecar('a', `egress: [{ hosts: [${hosts.map(host => `"${host}"`).join(', ')}] }]`, namespace)).map(text => text.replace(/^.*?: /, ''));

describe('a host that another one means too', () => {
  test('is found', () => {
    expect(find(sidecar('a', 'egress: [{ hosts: ["./*", "shop/a.example.com"] }]'))).toEqual([
      'Sidecar shop/a spec.egress[0].hosts[1]: imports \'shop/a.example.com\' beside \'./*\', which means it too',
    ]);
    expect(redundant(['a/*', '*/*', 'b/b.com'])).toEqual(['imports \'a/*\' beside \'*/*\', which means it too', 'imports \'b/b.com\' beside \'*/*\', which means it too']);
    expect(redundant(['a/a.com', 'a/a.com'])).toEqual(['imports \'a/a.com\' beside \'a/a.com\', which means it too']);
    expect(redundant(['./*', 'shop/*'])).toEqual(['imports \'shop/*\' beside \'./*\', which means it too']);
  });

  test('is not if they are different, of two listeners or left out', () => {
    expect(redundant(['./*', 'a/*', 'b/b.com', 'b/c.com'])).toEqual([]);
    expect(redundant(['*/*', '~a/*', 'broken'])).toEqual([]);
    expect(redundant(['~a/*', 'a/a.com'])).toEqual([]);
    expect(find(sidecar('a', 'egress: [{ hosts: ["./*"] }, { hosts: ["./*"] }]'))).toEqual([]);
  });

  test('is not the root namespace beside each workload\'s own', () => {
    expect(redundant(['./*', 'istio-system/*'], 'istio-system')).toEqual([]);
    expect(find(sidecar('a', 'workloadSelector: { labels: { app: a } }, egress: [{ hosts: ["./*", "istio-system/*"] }]', 'istio-system'))).toHaveLength(1);
  });
});

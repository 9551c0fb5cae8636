import { exportToContradictsItself } from '../../../../src/check/rules/destination-rule/export-to-contradicts-itself';
import { findingsIn } from '../../fixtures';
import { destinationRule, service, serviceEntry } from '../../objects/meshes';

const find = (yaml: string) => findingsIn(yaml, [exportToContradictsItself]).map(text => text.replace('export-to-contradicts-itself: DestinationRule shop/reviews ', ''));
const to = (names: string, more = '') => find(destinationRule(`exportTo: [${names}]\n  ${more}`));

describe('exportTo', () => {
  test('names each namespace once', () => {
    expect(to('front, back, front')).toEqual(['spec.exportTo[2]: is exported to namespace \'front\' twice']);
    expect(to('shop, "."')).toEqual(['spec.exportTo[1]: is exported to namespace \'shop\' twice']);
    expect(to('front, "."')).toEqual([]);
  });

  test('names all, or nobody, alone', () => {
    expect(to('front, "*"')).toEqual(['spec.exportTo[1]: is exported to \'*\' and others, and \'*\' must stand alone']);
    expect(to('"*"')).toEqual([]);
    expect(to('"~"')).toEqual(['spec.exportTo[0]: is exported to \'~\', which only a ServiceEntry may be']);
    expect(find(serviceEntry('exportTo: ["~"]'))).toEqual([]);
    expect(find(serviceEntry('exportTo: ["~", front]'))).toHaveLength(1);
  });

  test('names namespaces as they are named', () => {
    expect(to('front, "team-*"')).toEqual(['spec.exportTo[1]: is exported to \'team-*\', which is no name of a namespace']);
    for (const name of ['""', 'a/b', 'a_b', './*', 'a.b']) {
      expect(to(name)).toHaveLength(1);
    }
  });

  test('of a rule for some pods is its own namespace', () => {
    const SELECTS = 'workloadSelector: { matchLabels: { app: cart } }';
    expect(to('".", front', SELECTS)).toEqual([
      'spec.exportTo[1]: selects pods and is exported to \'front\', and what selects pods holds in its own namespace only',
    ]);
    expect(to('"."', SELECTS)).toEqual([]);
    expect(to('shop', SELECTS)).toEqual([]);
    expect(to('"*"', SELECTS)).toHaveLength(1);
    expect(to('', SELECTS)).toEqual([]);
  });

  test('of Services is not refused by anybody', () => {
    expect(find(service('reviews', { metadata: ', annotations: { networking.istio.io/exportTo: "*,front" }' }))).toEqual([]);
  });
});

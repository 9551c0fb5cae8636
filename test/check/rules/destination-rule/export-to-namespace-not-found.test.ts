import { checkMesh } from '../../../../src/check/check-mesh';
import { exportToNamespaceNotFound } from '../../../../src/check/rules/destination-rule/export-to-namespace-not-found';
import { findingsIn, meshOf } from '../../fixtures';
import { destinationRule, namespace, route, service, serviceEntry } from '../../objects/meshes';

const find = (...yaml: string[]) => findingsIn(namespace('front') + namespace('payments') + yaml.join(''), [exportToNamespaceNotFound]);
const to = (...names: string[]) => destinationRule(`exportTo: [${names.map(name => `"${name}"`).join(', ')}]`);

describe('an export to a namespace', () => {
  test('that is misspelt is found in all kinds that have it', () => {
    expect(find(to('.', 'fronts'))).toEqual([
      'export-to-namespace-not-found: DestinationRule shop/reviews spec.exportTo[1]: is exported to \'fronts\', and no such namespace is known; \'front\' is meant, perhaps',
    ]);
    expect(find(serviceEntry('exportTo: [fornt]'))).toEqual([expect.stringContaining('ServiceEntry shop/ledger spec.exportTo[0]: ')]);
    expect(find(route('{ destination: { host: a } }', { more: 'exportTo: [front, payment]' }))).toEqual([expect.stringContaining('spec.exportTo[1]: is exported to \'payment\'')]);
    expect(find(service('reviews', { metadata: ', annotations: { networking.istio.io/exportTo: "., frint" }' }))).toEqual([
      expect.stringContaining('Service shop/reviews metadata.annotations["networking.istio.io/exportTo"]: is exported to \'frint\''),
    ]);
  });

  test('that is there, or may be, is fine', () => {
    expect(find(to('.', 'front', 'shop'), to('*'), to('~'), to('elsewhere'), to('frnot-end'), service())).toEqual([]);
    // Who exports to what is meant as well means another one.
    expect(find(to('front', 'fronts'))).toEqual([]);
    // Numbers tell namespaces apart, short names differ by little.
    expect(find(to('front2'), namespace('web'), to('wab'))).toEqual([]);
  });

  test('finds one letter that is another one, too many, missing or in the wrong place', () => {
    for (const slip of ['fronx', 'xront', 'fronnt', 'fron', 'ront', 'rfont', 'frotn']) {
      expect(find(to(slip))).toHaveLength(1);
    }
    for (const other of ['frxxt', 'fo', 'tfron', 'frontal', 'front-a']) {
      expect(find(to(other))).toEqual([]);
    }
  });

  test('that can be the name of none is an error', () => {
    const { findings } = checkMesh(meshOf(to('shop.svc', 'a/b')), { rules: [exportToNamespaceNotFound] });
    expect(findings.map(({ severity, message }) => `${severity} ${message}`)).toEqual([
      'error is exported to \'shop.svc\', which is not the name of a namespace', 'error is exported to \'a/b\', which is not the name of a namespace',
    ]);
    expect(find(service('reviews', { metadata: ', annotations: { networking.istio.io/exportTo: "" }' }))).toEqual([expect.stringContaining('is exported to \'\'')]);
    expect(checkMesh(meshOf(to('fronts') + namespace('front')), { rules: [exportToNamespaceNotFound] }).findings[0].severity).toBe('warning');
  });
});

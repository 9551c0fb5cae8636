import * as fc from 'fast-check';
import { ODD_OBJECTS } from './any-objects';
import { checkMesh } from '../../src/check/check-mesh';
import { located } from '../../src/check/located-finding';
import { RULES } from '../../src/check/rules';
import { JsonObject } from '../../src/manifests/manifest';
import { readManifests } from '../../src/manifests/read-manifests';
import { SourceText } from '../../src/manifests/source-text';
import { Mesh } from '../../src/model/mesh';

function judge(objects: readonly JsonObject[], meshConfig?: JsonObject) {
  const text = objects.map(object => JSON.stringify(object)).join('\n---\n');
  return checkMesh(new Mesh(readManifests(new SourceText('a.yaml', text)).manifests, { meshConfig }), { rules: RULES });
}

describe('objects of any structure', () => {
  test('let no rule fail, and what is said of them is made of words', () => {
    fc.assert(fc.property(ODD_OBJECTS, objects => {
      const { findings, failures } = judge(objects);
      expect(failures).toEqual([]);
      findings.map(located).forEach(({ message }) => expect(message).not.toMatch(/\[object |\bundefined\b|\bNaN\b|function /));
    }), { numRuns: 500 });
  }, 120_000);

  test('let no rule fail, whatever the mesh configuration is', () => {
    fc.assert(fc.property(ODD_OBJECTS, fc.dictionary(
      fc.constantFrom('rootNamespace', 'extensionProviders', 'defaultProviders', 'defaultConfig', 'defaultServiceExportTo', 'trustDomain', 'trustDomainAliases', 'constructor', 'caCertificates'),
      fc.jsonValue({ maxDepth: 3 }) as fc.Arbitrary<unknown>,
    ), (objects, meshConfig) => expect(judge(objects, meshConfig).failures).toEqual([])), { numRuns: 200 });
  }, 120_000);
});

import { NOT_PLAIN, readBlocks } from '../../src/manifests/block-reader';
import { readYaml } from '../../src/manifests/yaml-library';
import { EXAMPLE_NAMES, runExample } from '../examples/run-example';

test.each(EXAMPLE_NAMES)('all that the example %s writes is read by the quick reader, as by the library', name => {
  for (const text of runExample(name).texts.values()) {
    for (const document of text.split(/^---\n/m).filter(part => part !== '')) {
      const value = readBlocks(document, 0, document.length);
      expect(value).not.toBe(NOT_PLAIN);
      expect(value).toEqual(readYaml(document)[0].value);
    }
  }
});

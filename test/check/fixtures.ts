import { checkMesh } from '../../src/check/check-mesh';
import { objectText, pathText } from '../../src/check/finding';
import { Rule } from '../../src/check/rule';
import { RULES } from '../../src/check/rules';
import { readManifests } from '../../src/manifests/read-manifests';
import { SourceText } from '../../src/manifests/source-text';
import { Mesh } from '../../src/model/mesh';
import { MeshOptions } from '../../src/model/options';

/** The mesh of some YAML. */
export function meshOf(yaml: string, options?: MeshOptions): Mesh {
  const { manifests, problems } = readManifests(new SourceText('test.yaml', yaml));
  expect(problems).toEqual([]);
  return new Mesh(manifests, options);
}

/** What all rules, or one of them, find in YAML: `rule: object field: message`, one a line. */
export function findingsIn(yaml: string, rules: readonly Rule[] = RULES, options?: MeshOptions): string[] {
  const { findings, failures } = checkMesh(meshOf(yaml, options), { rules });
  expect(failures).toEqual([]);
  return findings.map(({ rule, object, path, message }) => `${rule}: ${objectText(object)} ${pathText(path)}: ${message}`);
}

/** A rule's bad example, mended. */
export function mended({ id, bad, mend }: Rule): string {
  return Object.entries(mend).reduce((yaml, [text, instead]) => {
    if (yaml.split(text).length !== 2) {
      throw new Error(`the example of '${id}' has ${JSON.stringify(text)} ${yaml.split(text).length - 1} times, and what is mended must stand there once`);
    }
    return yaml.replace(text, () => instead);
  }, bad);
}

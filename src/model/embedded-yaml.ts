import { NOT_PLAIN, readBlocks } from '../manifests/block-reader';
import { AliasBudget } from '../manifests/node-value';
import { readYaml } from '../manifests/yaml-library';

/** So many values may come from aliases of such a text: there may be one in each of many objects. */
const MAX_REPEATED = 1000;

/** What a text inside of an object says as YAML, or why it is none. */
export function embeddedYaml(text: string): { readonly value?: unknown; readonly problem?: string } {
  const plain = readBlocks(text, 0, text.length);
  if (plain !== NOT_PLAIN && plain !== null) {
    return { value: plain };
  }
  const [document] = readYaml(text, new AliasBudget(MAX_REPEATED));
  return document ? { value: document.value, problem: document.problems[0]?.message } : {};
}

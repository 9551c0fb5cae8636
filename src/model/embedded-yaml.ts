import { readYaml } from '../manifests/yaml-library';

/** What a text inside of an object says as YAML, or why it is none. */
export function embeddedYaml(text: string): { readonly value?: unknown; readonly problem?: string } {
  const [document] = readYaml(text);
  return document ? { value: document.value, problem: document.problems[0]?.message } : {};
}

import { parseAllDocuments, stringify } from 'yaml';
import { Source } from './sources';
import { CrdVersion, newestServed } from './versions';

/** What we read of a custom resource definition; the rest is passed on as it is. */
export interface Crd {
  readonly kind: string;
  readonly spec: {
    readonly group: string;
    readonly names: { readonly kind: string };
    readonly versions: readonly CrdVersion[];
  };
}

/** The custom resource definitions in one YAML file; documents of other kinds (policies, kustomizations) are passed over. */
export function parseCrds(text: string, file: string): Crd[] {
  let documents = parseAllDocuments(text);
  if (documents.some((document) => document.errors.length > 0)) {
    documents = parseAllDocuments(joinQuotedLines(text));
  }
  for (const document of documents) {
    if (document.errors.length > 0) {
      throw new Error(`${file} is not valid YAML: ${document.errors[0].message}`);
    }
  }
  return documents.map((document) => document.toJS() as Crd | null).filter((object): object is Crd => object?.kind === 'CustomResourceDefinition');
}

/** The text of imports/crds/<source>.yaml: the newest served version of each kind, in one order whatever the order of the files. */
export function renderCrds(source: Source, crds: readonly Crd[]): string {
  const key = (crd: Crd) => `${crd.spec.group}/${crd.spec.names.kind}`;
  const trimmed = [...crds]
    .sort((a, b) => key(a) < key(b) ? -1 : 1)
    .map((crd) => ({ ...crd, spec: { ...crd.spec, versions: [newestServed(key(crd), crd.spec.versions)] } }));

  checkGroups(source, trimmed);
  const twice = trimmed.find((crd, index) => index > 0 && key(crd) === key(trimmed[index - 1]));
  if (twice) {
    throw new Error(`source '${source.name}' defines '${key(twice)}' twice: narrow "files" in imports/sources.json to one definition of each kind`);
  }

  return [
    `# The custom resource definitions in ${source.module} ${source.version}, ${source.files} (${source.license}).`,
    '# Only the newest served version of each kind is kept: these are for reading, not for installing.',
    '# Written by `npx projen import:fetch`; do not edit.',
    // compat quotes what YAML 1.1 would read as a boolean; no alias, no folding: every tool reads the same, and a diff stays small.
    ...trimmed.map((crd) => `---\n${stringify(crd, { lineWidth: 0, aliasDuplicateObjects: false, compat: 'yaml-1.1' })}`.trimEnd()),
    '',
  ].join('\n');
}

function checkGroups(source: Source, crds: readonly Crd[]): void {
  const found = [...new Set(crds.map((crd) => crd.spec.group))].sort();
  const listed = Object.keys(source.submodules).sort();
  if (found.join() !== listed.join()) {
    throw new Error(`source '${source.name}' has the API groups ${found.join(', ') || 'none'}, but "submodules" in imports/sources.json names ${listed.join(', ')}: make them the same`);
  }
}

/**
 * Flagger continues quoted descriptions at the indentation of their key. Go's YAML reads that; the specification does not allow it.
 * A line break in a quoted scalar means one space, so joining the lines changes no value.
 */
function joinQuotedLines(text: string): string {
  return text.replace(/^( *[\w-]+: )('(?:[^']|'')*')/gm, (_match, key: string, quoted: string) => key + quoted.replace(/\s*\n\s*/g, ' '));
}

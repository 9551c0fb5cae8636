import { NOT_PLAIN, readBlocks } from './block-reader';
import { isObject, JsonObject, Manifest, ReadProblem } from './manifest';
import { FileOrigin, Origin } from './origin';
import { SourceText } from './source-text';
import { readYaml } from './yaml-library';

/** What a text holds. */
export interface ReadManifests {
  readonly manifests: readonly Manifest[];
  readonly problems: readonly ReadProblem[];
}

/** Reads the objects of a text, YAML or JSON: each document and each item of a List. Never throws. */
export function readManifests(source: SourceText): ReadManifests {
  const manifests: Manifest[] = [];
  const problems: ReadProblem[] = [];
  const { file, text } = source;
  const tell = (message: string, offset: number) => { problems.push({ message, file, ...source.placeOf(offset) }); };
  const take = (value: unknown, from: number, to: number) => {
    if (value !== null && value !== undefined) {
      collect(value, { source, from, to }, manifests, message => tell(message, from));
    }
  };
  const read = (from: number, to: number) => {
    for (const { value, problems: found, offset } of readYaml(text.slice(from, to))) {
      found.slice(0, 1).forEach(problem => tell(`is no YAML: ${problem.message}`, from + problem.offset));
      take(value, from + offset, to);
    }
  };
  if (/^%/m.test(text)) {
    // A directive belongs to the document behind the next marker.
    read(0, text.length);
    return { manifests, problems };
  }
  for (let from = text.startsWith('---') && endsMarker(text, 3) ? 3 : 0; from <= text.length;) {
    const marker = nextMarker(text, from);
    const value = readBlocks(text, from, marker);
    if (value === NOT_PLAIN) {
      read(from, marker);
    } else {
      take(value, from, marker);
    }
    from = marker + 3;
  }
  return { manifests, problems };
}

/** Where the marker stands that ends a document, or the text ends. */
function nextMarker(text: string, from: number): number {
  for (let at = text.indexOf('\n---', from); at >= 0; at = text.indexOf('\n---', at + 1)) {
    if (endsMarker(text, at + 4)) {
      return at + 1;
    }
  }
  return text.length;
}

function endsMarker(text: string, at: number): boolean {
  return at >= text.length || ' \t\n'.includes(text[at]);
}

/** Takes an object apart as Kubernetes does, which knows lists of objects. */
function collect(value: unknown, origin: FileOrigin, manifests: Manifest[], tell: (message: string) => void): void {
  if (!isObject(value)) {
    tell(`holds ${Array.isArray(value) ? 'a list' : `the ${typeof value} ${JSON.stringify(value)}`} and no object: write apiVersion, kind and metadata`);
    return;
  }
  const { kind, items } = value;
  if (typeof kind === 'string' && kind.endsWith('List') && Array.isArray(items)) {
    items.forEach((item, at) => collect(item, { ...origin, within: [...origin.within ?? [], 'items', at] }, manifests, tell));
    return;
  }
  const manifest = manifestOf(value, origin);
  if (typeof manifest === 'string') {
    tell(manifest);
  } else {
    manifests.push(manifest);
  }
}

/** An object as a manifest, or why it is none. */
export function manifestOf(json: JsonObject, origin: Origin): Manifest | string {
  const { apiVersion, kind, metadata } = json;
  if (typeof apiVersion !== 'string' || typeof kind !== 'string' || apiVersion === '' || kind === '') {
    return `holds an object without ${typeof apiVersion !== 'string' || apiVersion === '' ? 'apiVersion' : 'kind'}, which Kubernetes needs to know what it is`;
  }
  const { name, namespace } = isObject(metadata) ? metadata : {} as JsonObject;
  return {
    apiVersion,
    kind,
    name: typeof name === 'string' ? name : '',
    namespace: typeof namespace === 'string' && namespace !== '' ? namespace : undefined,
    json,
    origin,
  };
}

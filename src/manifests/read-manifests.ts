import { NOT_PLAIN, readBlocks } from './block-reader';
import { readJson } from './json-text';
import { contentFrom, locate } from './locate';
import { isObject, JsonObject, Manifest, ReadProblem } from './manifest';
import { AliasBudget } from './node-value';
import { FileOrigin, Origin } from './origin';
import { SourceText } from './source-text';
import { readYaml } from './yaml-library';

/** What a text holds. */
export interface ReadManifests {
  readonly manifests: readonly Manifest[];
  readonly problems: readonly ReadProblem[];
}

/** So many values may come from the aliases of all files of a run: as many as from ten documents that have as many as one may have. */
export const MAX_REPEATED_IN_FILES = 4_000_000;

/** A value that opens with the braces of Helm and its like, or a line that does. */
const TEMPLATE = /^[ -]{0,200}(?:[\w."'/][\w."'/-]{0,199}: {1,9}["']?)?\{\{/m;

/** Reads the objects of a text, YAML or JSON: each document and each item of a List. Never throws. Tells where in the text it is. */
export function readManifests(
  source: SourceText, budget = new AliasBudget(MAX_REPEATED_IN_FILES), reached: (offset: number) => void = () => {},
): ReadManifests {
  const manifests: Manifest[] = [];
  const problems: ReadProblem[] = [];
  const { file, text } = source;
  const tell = (message: string, offset: number) => { problems.push({ message, file, ...source.placeOf(offset) }); };
  const take = (value: unknown, from: number, to: number) => {
    if (value !== null && value !== undefined) {
      collect(value, { source, from, to }, manifests, (message, { within }) => {
        problems.push({ message, file, ...within ? locate({ source, from, to, within }, []) : source.placeOf(contentFrom(text, from, to)) });
      });
    }
  };
  const read = (from: number, to: number) => {
    const document = text.slice(from, to);
    const json = /^\s*[{[]/.test(document) ? readJson(document) : NOT_PLAIN;
    if (json !== NOT_PLAIN) {
      take(json, from, to);
      return;
    }
    const [first, ...others] = readYaml(document, budget);
    if (first && first.problems.length > 0) {
      const [{ message, offset }] = first.problems;
      tell(`is no YAML: ${message}${TEMPLATE.test(document) ? '; {{ stands in it, and a template must be rendered first, as by helm template' : ''}`, from + offset);
      return;
    }
    take(first?.value, from, to);
    const lost = others.find(({ value, problems: found }) => found.length > 0 || (value !== null && value !== undefined));
    if (lost) {
      tell('stands behind the end of a document (...), where kubectl reads nothing: write --- before it', from + lost.offset);
    }
  };
  for (let from = text.startsWith('---') ? behindMarker(text, 0, tell) : 0; from < text.length;) {
    const newline = text.indexOf('\n---', from - 1);
    const to = newline < 0 ? text.length : newline + 1;
    // Files with a mark of their encoding may have been written one behind the other.
    const start = text.charCodeAt(from) === 0xfeff ? from + 1 : from;
    const value = readBlocks(text, start, to);
    if (value === NOT_PLAIN) {
      read(start, to);
    } else {
      take(value, start, to);
    }
    from = newline < 0 ? to : behindMarker(text, to, tell);
    reached(to);
  }
  return { manifests, problems };
}

/** Where the line ends that stands between two documents. */
function behindMarker(text: string, marker: number, tell: (message: string, offset: number) => void): number {
  let at = marker + 3;
  while (text[at] === ' ' || text[at] === '\t') {
    at++;
  }
  const newline = text.indexOf('\n', at);
  const end = newline < 0 ? text.length : newline;
  if (at < end && text[at] !== '#') {
    tell('a line that begins with --- ends a document and takes nothing but a comment: write what follows on the next line', at);
  }
  return end + 1;
}

/** Takes an object apart as Kubernetes does, which knows lists of objects. */
function collect(value: unknown, origin: FileOrigin, manifests: Manifest[], tell: (message: string, origin: FileOrigin) => void): void {
  if (!isObject(value)) {
    tell(`holds ${Array.isArray(value) ? 'a list' : described(value)} and no object: write apiVersion, kind and metadata`, origin);
    return;
  }
  const { kind, items } = value;
  if (typeof kind === 'string' && kind.endsWith('List') && Array.isArray(items)) {
    items.forEach((item, at) => collect(typed(item, value, kind.slice(0, -4)), { ...origin, within: [...origin.within ?? [], 'items', at] }, manifests, tell));
    return;
  }
  const manifest = manifestOf(value, origin);
  if (typeof manifest === 'string') {
    tell(manifest, origin);
  } else {
    manifests.push(manifest);
  }
}

/** An item of a list of one kind, which need not say that it is of it. */
function typed(item: unknown, { apiVersion }: JsonObject, kind: string): unknown {
  return kind !== '' && isObject(item) && !item.apiVersion && !item.kind ? { ...item, apiVersion, kind } : item;
}

function described(value: unknown): string {
  const text = JSON.stringify(value);
  return value === null ? 'nothing' : `the ${typeof value} ${text.length > 60 ? `${text.slice(0, 60)}...` : text}`;
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

import { isAlias, isMap, isScalar, isSeq, ParsedNode, Scalar, YAMLMap } from 'yaml';
import { isInfinite, plainKey, plainScalar } from './plain-scalar';

/** Why a node has no value for Kubernetes, and at which offset. */
export class NoValue extends Error {
  constructor(message: string, public readonly offset: number) {
    super(message);
  }
}

/** So many values may come from aliases of one document: more is a bomb. About as many as Kubernetes takes. */
const MAX_REPEATED = 400_000;
/** Deeper values would take all of the stack of who looks at them: anchors within anchors make a value deeper than its text. */
const MAX_DEPTH = 400;

/** How many values aliases may stand for in several documents together: a bomb in each of a million is one too. */
export class AliasBudget {
  private left: number;

  constructor(private readonly limit: number) {
    this.left = limit;
  }

  /** Takes some of it; throws NoValue if there is not so much left. */
  public take(values: number, offset: number): void {
    this.left -= values;
    if (this.left < 0) {
      throw new NoValue(`the aliases up to here stand for more than ${this.limit} values, which is an attack: write fewer of them`, offset);
    }
  }
}

const CORE = 'tag:yaml.org,2002:';
/** Types that a tag can ask for, and what is one of them. */
const TYPES = new Map<string, (value: unknown) => boolean>([
  ['int', value => typeof value === 'number' && Number.isInteger(value)],
  ['float', value => typeof value === 'number'],
  ['bool', value => typeof value === 'boolean'],
  ['null', value => value === null],
]);

type Found = { [key: string]: unknown };

interface Anchored {
  /** Nothing while its own parts are read. */
  readonly done?: { readonly value: unknown; readonly isMap: boolean; readonly size: number; readonly height: number };
}

/** The value of a document's contents as Kubernetes reads them; throws NoValue. Aliases share what they stand for. */
export function valueOfNode(contents: ParsedNode | null, budget: AliasBudget): unknown {
  return new Values(budget).of(contents);
}

/** A key as text; undefined if it is none. */
export function keyText(key: unknown): string | undefined {
  if (!isScalar(key)) {
    return undefined;
  }
  return isPlain(key) ? plainKey(key.source ?? '') : String(key.value);
}

/** Whether a key merges what stands behind it into its mapping. */
export function isMergeKey(key: unknown): boolean {
  return isScalar(key) && isPlain(key) && key.source === '<<';
}

function isPlain(node: Scalar): boolean {
  return (node.type === undefined || node.type === 'PLAIN') && node.tag === undefined;
}

/** Reads a document in the order of its text, in which anchors hold. */
class Values {
  private readonly anchors = new Map<string, Anchored>();
  /** The values up to here, those of aliases counted each time. */
  private size = 0;
  private repeated = 0;
  /** How deep the current value stands, and the deepest in the one around it. */
  private depth = 0;
  private deepest = 0;

  constructor(private readonly budget: AliasBudget) {}

  public of(node: ParsedNode | null): unknown {
    this.size++;
    if (node === null) {
      return null;
    }
    if (isAlias(node)) {
      return this.anchored(node.source, node.range[0]).value;
    }
    const before = this.size;
    const outside = this.deepest;
    this.deepest = ++this.depth;
    if (node.anchor !== undefined) {
      this.anchors.set(node.anchor, {});
    }
    const value = isMap(node) ? this.map(node as YAMLMap.Parsed)
      : isSeq(node) ? node.items.map(item => this.of(item as ParsedNode | null)) : scalar(node as Scalar.Parsed);
    if (node.anchor !== undefined) {
      this.anchors.set(node.anchor, { done: { value, isMap: isMap(node), size: this.size - before + 1, height: this.deepest - this.depth + 1 } });
    }
    this.depth--;
    this.deepest = Math.max(outside, this.deepest);
    return value;
  }

  private anchored(name: string, offset: number): NonNullable<Anchored['done']> {
    const found = this.anchors.get(name);
    if (!found) {
      throw new NoValue(`no anchor &${name} stands before the alias *${name}`, offset);
    }
    if (!found.done) {
      throw new NoValue(`the anchor &${name} contains itself`, offset);
    }
    this.size += found.done.size;
    this.repeated += found.done.size;
    if (this.repeated > MAX_REPEATED) {
      throw new NoValue(`its aliases stand for more than ${MAX_REPEATED} values, which Kubernetes takes for an attack: write fewer of them`, offset);
    }
    this.budget.take(found.done.size, offset);
    this.deepest = Math.max(this.deepest, this.depth + found.done.height);
    if (this.deepest > MAX_DEPTH) {
      throw new NoValue(`is nested deeper than ${MAX_DEPTH} levels by its aliases`, offset);
    }
    return found.done;
  }

  private map(node: YAMLMap.Parsed): Found {
    const found: Found = {};
    const written = new Set<string>();
    for (const { key, value } of node.items) {
      if (isMergeKey(key)) {
        this.merge(value as ParsedNode | null, key.range[0], found);
        continue;
      }
      const text = this.key(key as ParsedNode | null, node.range[0]);
      if (written.has(text)) {
        throw new NoValue(`the key ${JSON.stringify(shortened(text))} stands here twice, and all but one are lost: leave one out`, (key as ParsedNode).range[0]);
      }
      written.add(text);
      put(found, text, this.of(value as ParsedNode | null));
    }
    return found;
  }

  private key(node: ParsedNode | null, around: number): string {
    const offset = node?.range[0] ?? around;
    if (node && isScalar(node)) {
      this.of(node);
    }
    const value = node && isAlias(node) ? this.of(node) : undefined;
    const text = typeof value === 'object' && value !== null ? undefined : value === undefined ? keyText(node) : String(value);
    if (text === undefined) {
      throw new NoValue(isScalar(node) ? 'a key is no text: write it in quotes' : 'a key is no text, but a mapping or a list: write text; a template must be rendered first', offset);
    }
    return text;
  }

  /** Kubernetes lets what is merged replace what stands before it. */
  private merge(node: ParsedNode | null, offset: number, found: Found): void {
    const sources = isSeq(node) ? [...node.items as ParsedNode[]].reverse() : [node];
    for (const source of sources) {
      const isMapping = isMap(source) || (isAlias(source) && this.anchors.get(source.source)?.done?.isMap !== false);
      const value = isMapping ? this.of(source as ParsedNode) : undefined;
      if (value === undefined) {
        throw new NoValue('the key << takes a mapping, an alias of one, or a list of these', source?.range[0] ?? offset);
      }
      Object.entries(value as Found).forEach(([key, of]) => put(found, key, of));
    }
  }
}

function scalar(node: Scalar.Parsed): unknown {
  const text = String(node.value ?? '');
  const [offset] = node.range;
  if (isPlain(node)) {
    return finite(plainScalar(node.source ?? ''), offset);
  }
  const type = node.tag?.startsWith(CORE) ? node.tag.slice(CORE.length) : undefined;
  const fits = type === undefined ? undefined : TYPES.get(type);
  if (fits) {
    const value = finite(plainScalar(text), offset);
    if (!fits(value)) {
      throw new NoValue(`${JSON.stringify(shortened(text))} is no !!${type}: leave the tag out`, offset);
    }
    return value;
  }
  return type === 'binary' ? Buffer.from(text, 'base64').toString('utf8') : text;
}

function finite(value: unknown, offset: number): unknown {
  if (isInfinite(value)) {
    throw new NoValue('the number is infinite or none, which JSON does not have: write a number, or text in quotes', offset);
  }
  return value;
}

function put(found: Found, key: string, value: unknown): void {
  if (key === '__proto__') {
    Object.defineProperty(found, key, { value, writable: true, enumerable: true, configurable: true });
  } else {
    found[key] = value;
  }
}

function shortened(text: string): string {
  return text.length > 60 ? `${text.slice(0, 60)}...` : text;
}

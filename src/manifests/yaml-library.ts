import { Composer, CST, Document, Parser } from 'yaml';
import { AliasBudget, NoValue, valueOfNode } from './node-value';

/** What is wrong with a text, and at which offset. */
export interface YamlProblem {
  readonly message: string;
  readonly offset: number;
}

/** A document that the library read. */
export interface ReadDocument {
  readonly value?: unknown;
  readonly problems: readonly YamlProblem[];
  /** Where it begins. */
  readonly offset: number;
}

/** Deeper ones would take all of the stack, at whose end V8 may abort the process instead of throwing. */
const MAX_DEPTH = 400;
/** Longer ones would take minutes and gigabytes; Kubernetes stores no object of a quarter of this. */
const MAX_LENGTH = 8_000_000;

/** Parses a text with all that YAML has, each scalar as the text it is. Never throws. */
export function parseYaml(text: string): Document.Parsed[] | YamlProblem {
  if (text.length > MAX_LENGTH) {
    return { message: `a document of more than ${MAX_LENGTH / 1e6} million characters that is no JSON: write it as several, with --- between them`, offset: 0 };
  }
  const { stackTraceLimit } = Error;
  // Stacks of errors, of which a broken text has many, take most of the time.
  Error.stackTraceLimit = 0;
  try {
    return parse(text);
  } catch (error) {
    return { message: messageOf(error), offset: 0 };
  } finally {
    Error.stackTraceLimit = stackTraceLimit;
  }
}

function parse(text: string): Document.Parsed[] | YamlProblem {
  // The library compares each key with all others, and looks for each alias in the whole text; what is left of both stands in node-value.
  const composer = new Composer({ version: '1.1', schema: 'failsafe', resolveKnownTags: false, uniqueKeys: false, prettyErrors: false, logLevel: 'silent' });
  const documents: Document.Parsed[] = [];
  for (const token of new Parser().parse(text)) {
    if (token.type === 'error') {
      return { message: messageOf(token), offset: token.offset };
    }
    if (token.type === 'directive') {
      return { message: `the directive ${token.source.slice(0, 20)}, which kubectl does not take: leave this line out`, offset: token.offset };
    }
    const deep = token.type === 'document' ? tooDeep(token) : undefined;
    if (deep) {
      return { message: `is nested deeper than ${MAX_DEPTH} levels`, offset: deep.offset };
    }
    documents.push(...composer.next(token));
  }
  documents.push(...composer.end());
  return documents;
}

/** Reads a text with all that YAML has. Never throws. */
export function readYaml(text: string, budget = new AliasBudget(Infinity)): ReadDocument[] {
  const documents = parseYaml(text);
  return Array.isArray(documents) ? documents.map(document => readDocument(document, budget)) : [{ problems: [documents], offset: documents.offset }];
}

function readDocument(document: Document.Parsed, budget: AliasBudget): ReadDocument {
  const offset = document.contents?.range[0] ?? document.range[0];
  const [error] = document.errors;
  if (error) {
    return { problems: [{ message: messageOf(error), offset: error.pos[0] }], offset };
  }
  try {
    return { value: valueOfNode(document.contents, budget), problems: [], offset };
  } catch (thrown) {
    return { problems: [{ message: messageOf(thrown), offset: thrown instanceof NoValue ? thrown.offset : offset }], offset };
  }
}

/** A token that stands too deep, found level by level. */
function tooDeep(document: CST.Token): CST.Token | undefined {
  let level: CST.Token[] = [document];
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > MAX_DEPTH) {
      return level[0];
    }
    level = level.flatMap(partsOf);
  }
  return undefined;
}

function partsOf(token: CST.Token): CST.Token[] {
  const parts: CST.Token[] = [];
  for (const { key, value } of 'items' in token ? token.items : 'value' in token ? [{ key: undefined, value: token.value }] : []) {
    if (key) {
      parts.push(key);
    }
    if (value) {
      parts.push(value);
    }
  }
  return parts;
}

function messageOf(error: unknown): string {
  const [line] = (error as Error).message.split('\n');
  return line.charAt(0).toLowerCase() + line.slice(1);
}

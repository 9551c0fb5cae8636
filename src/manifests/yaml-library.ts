import { Document, isCollection, parseAllDocuments, ScalarTag, visit } from 'yaml';
import { plainScalar } from './plain-scalar';

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

/** So many nodes may come from one alias: more is a bomb. */
const MAX_ALIASES = 100;
/** Deeper ones would take all of the stack. */
const MAX_DEPTH = 400;

/** Every unquoted word means what it means to Kubernetes. */
const WORD: ScalarTag = {
  tag: 'tag:yaml.org,2002:kubernetes',
  default: true,
  test: /^/,
  resolve: text => plainScalar(text),
};

/** Types that no object of Kubernetes has: their text is what it gets. */
const EXOTIC = /:(binary|omap|pairs|set|timestamp)$/;

/** Parses a text with all that YAML has, 1.1 as Kubernetes reads it. Never throws. */
export function parseYaml(text: string): Document.Parsed[] | YamlProblem {
  const deep = depthProblem(text);
  if (deep) {
    return deep;
  }
  try {
    return [...parseAllDocuments(text, {
      version: '1.1', merge: true, prettyErrors: false, logLevel: 'silent', customTags: tags => [WORD, ...tags.filter(tag => typeof tag === 'string' || !EXOTIC.test(tag.tag))],
    })];
  } catch (error) {
    return { message: firstLine(error), offset: 0 };
  }
}

/** Reads a text with all that YAML has. Never throws. */
export function readYaml(text: string): ReadDocument[] {
  const documents = parseYaml(text);
  return Array.isArray(documents) ? documents.map(readDocument) : [{ problems: [documents], offset: 0 }];
}

function readDocument(document: Document.Parsed): ReadDocument {
  const [offset] = document.range;
  const problems = document.errors.map(error => ({ message: firstLine(error), offset: error.pos[0] }));
  if (problems.length > 0) {
    return { problems, offset };
  }
  const key = keyThatIsNoText(document);
  if (key !== undefined) {
    return { problems: [{ message: 'a key is no text; a template must be rendered first', offset: key }], offset };
  }
  try {
    return { value: document.toJS({ maxAliasCount: MAX_ALIASES }), problems, offset };
  } catch (error) {
    return { problems: [{ message: firstLine(error), offset }], offset };
  }
}

/** Where a mapping has a mapping or a list for a key, as `{{ value }}` has. */
function keyThatIsNoText(document: Document.Parsed): number | undefined {
  let offset: number | undefined;
  visit(document, {
    Pair: (_, { key }) => {
      if (!isCollection(key)) {
        return undefined;
      }
      offset = key.range![0];
      return visit.BREAK;
    },
  });
  return offset;
}

/** An upper bound of how deep a text is nested, without reading it. */
function depthProblem(text: string): YamlProblem | undefined {
  let open = 0;
  let column = 0;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === 0x5b || code === 0x7b) {
      open++;
    } else if (code === 0x5d || code === 0x7d) {
      open = Math.max(0, open - 1);
    }
    // Each level of blocks stands further to the right, behind blanks or the dashes and keys of those around it.
    column = code === 0x0a ? 0 : column >= 0 && (code === 0x20 || code === 0x2d || code === 0x3f || code === 0x3a) ? column + 1 : -1;
    if (open > MAX_DEPTH || column > 2 * MAX_DEPTH) {
      return { message: `is nested deeper than ${MAX_DEPTH} levels`, offset: at };
    }
  }
  return undefined;
}

function firstLine(error: unknown): string {
  return (error as Error).message.split('\n')[0];
}

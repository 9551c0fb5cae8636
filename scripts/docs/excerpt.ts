import { stringify } from 'yaml';
import { Excerpt } from './page';
import { Manifest, Outcome } from './run';

/** The text of an excerpt's block, from what its program put out. */
export function excerptText(excerpt: Excerpt, outcome: Outcome, before?: Outcome): string {
  switch (excerpt.kind) {
    case 'error': return wrap(outcome.error ?? fail('the snippet was to fail, and does not'));
    case 'warnings': return wrap(outcome.warnings.trimEnd() || fail('the snippet was to warn, and does not'));
    case 'objects': return outcome.objects.map(nameOf).join('\n');
    case 'diff': return difference(before?.objects ?? fail('a difference needs two snippets before it'), outcome.objects);
    case 'yaml': return excerpt.selector.split(';').map(one => selected(outcome.objects, one.trim().split(/\s+/))).join('\n---\n');
  }
}

function selected(objects: readonly Manifest[], [kind, name, ...paths]: readonly string[]): string {
  const [plain, namespace] = (name ?? '').split('/').reverse();
  const found = objects.filter(one => one.kind === kind && one.metadata.name === plain && [undefined, one.metadata.namespace].includes(namespace));
  if (found.length !== 1) {
    fail(`${found.length === 0 ? 'no' : 'more than one'} ${kind} ${name} comes out of the snippet, but ${[...new Set(objects.map(nameOf))].join(', ') || 'nothing'}`);
  }
  if (paths.length === 0) {
    return yaml(found[0]);
  }
  const picked = paths.reduce((parts, path) => merged(parts, pick(found[0], path.split('.'), `${kind} ${name} ${path}`)), {} as Part);
  return `# ${kind} ${name}\n${yaml(picked)}`;
}

type Part = { [field: string]: unknown };

/** Just this path of an object, in the place where it stands; of a list the one item. */
function pick(value: unknown, [step, ...rest]: readonly string[], whole: string): any {
  if (step === undefined) {
    return value;
  }
  const next = typeof value === 'object' && value !== null ? (value as Part)[step] : undefined;
  if (next === undefined) {
    return fail(`${whole}: there is no '${step}'`);
  }
  const inner = pick(next, rest, whole);
  return Array.isArray(value) ? [inner] : { [step]: inner };
}

function merged(a: any, b: any): any {
  if (Array.isArray(a) && Array.isArray(b)) {
    return [...a, ...b];
  }
  return Object.entries(b).reduce((all, [field, value]) => ({ ...all, [field]: field in all && typeof value === 'object' ? merged(all[field], value) : value }), a);
}

/** The lines that differ, each object's under its name. */
function difference(before: readonly Manifest[], after: readonly Manifest[]): string {
  const names = [...new Set([...before, ...after].map(nameOf))];
  const parts = names.flatMap(name => {
    const [left, right] = [before, after].map(objects => objects.filter(one => nameOf(one) === name).flatMap(one => yaml(one).split('\n')));
    const lines = changedLines(left, right);
    return lines.length === 0 ? [] : [`# ${name}`, ...lines];
  });
  return parts.length > 0 ? parts.join('\n') : '# nothing';
}

/** By the longest common subsequence, with the line before each change. */
function changedLines(left: readonly string[], right: readonly string[]): string[] {
  const common = Array.from({ length: left.length + 1 }, () => new Array<number>(right.length + 1).fill(0));
  for (let i = left.length - 1; i >= 0; i--) {
    for (let j = right.length - 1; j >= 0; j--) {
      common[i][j] = left[i] === right[j] ? common[i + 1][j + 1] + 1 : Math.max(common[i + 1][j], common[i][j + 1]);
    }
  }
  const lines: string[] = [];
  for (let i = 0, j = 0; i < left.length || j < right.length;) {
    if (i < left.length && j < right.length && left[i] === right[j]) {
      lines.push(`  ${left[i]}`);
      i++;
      j++;
    } else if (i < left.length && (j === right.length || common[i + 1][j] >= common[i][j + 1])) {
      lines.push(`- ${left[i++]}`);
    } else {
      lines.push(`+ ${right[j++]}`);
    }
  }
  const changed = (line: string | undefined) => line !== undefined && !line.startsWith('  ');
  return lines.filter((line, index) => changed(line) || changed(lines[index + 1]));
}

function nameOf({ kind, metadata }: Manifest): string {
  return `${kind} ${metadata.namespace === undefined ? '' : `${metadata.namespace}/`}${metadata.name}`;
}

function yaml(value: unknown): string {
  return stringify(value, { lineWidth: 0, aliasDuplicateObjects: false }).trimEnd();
}

/** Messages are sentences; a page shows them without a bar to scroll. */
function wrap(text: string): string {
  return text.split('\n').flatMap(line => line.match(/.{1,130}(?:\s|$)|\S+/g) ?? ['']).map(line => line.trimEnd()).join('\n');
}

function fail(message: string): never {
  throw new Error(message);
}

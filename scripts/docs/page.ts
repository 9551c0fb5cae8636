/** A fenced block of a page, and what was said of it in the comments before it. */
export interface Block {
  readonly language: string;
  /** The text between the fences. */
  readonly text: string;
  /** The line of the opening fence, from 1. */
  readonly line: number;
  /** What must take the place of the text; none where the text is the author's. */
  generated?: string;
}

/** TypeScript that is compiled and run as one file. */
export interface Program {
  readonly page: string;
  /** The line of the snippet that ends it. */
  readonly line: number;
  readonly code: string;
  /** Files that the reader is told to have beside it, by name. */
  readonly files: ReadonlyMap<string, string>;
}

/** A block whose text comes from running a program. */
export interface Excerpt {
  readonly kind: 'yaml' | 'objects' | 'diff' | 'error' | 'warnings';
  readonly selector: string;
  readonly block: Block;
  readonly program: Program;
  /** For a difference: the program before it. */
  readonly before?: Program;
}

/** A block whose text is what the program `cdk8s-istio` says. */
export interface Command {
  readonly argv: readonly string[];
  /** Files beside which it runs, by name. */
  readonly files: ReadonlyMap<string, string>;
  readonly block: Block;
}

/** A block that shows a file of the repository. */
export interface Source {
  readonly path: string;
  readonly block: Block;
}

export interface Page {
  readonly name: string;
  readonly source: string;
  readonly blocks: readonly Block[];
  readonly programs: readonly Program[];
  readonly excerpts: readonly Excerpt[];
  readonly commands: readonly Command[];
  readonly files: readonly Source[];
}

const MARKER = /^<!--\s*(yaml|objects|diff|error|warnings|file|continue|run|source)(?::\s*(.*?))?\s*-->$/;
const FENCE = /^```(\w*)\s*$/;

/**
 * Reads a page of Markdown. Each ts block is a program of its own, behind the page's prelude; comments, which nobody sees, say more:
 *
 * - `<!-- prelude` ... `-->` around code: stands before every snippet of the page
 * - `<!-- ts` ... `-->` around code: stands before the next snippet alone
 * - `<!-- continue -->`: the next snippet goes on where the one before it ended
 * - `<!-- file: name -->`: the next block is a file beside the page's programs
 * - `<!-- yaml: Kind name [path...] [; ...] -->`: the next block shows these objects, or these parts of them
 * - `<!-- objects -->`: it lists all objects
 * - `<!-- diff -->`: it shows what differs from the program before
 * - `<!-- run: arguments -->`: it shows what `cdk8s-istio` says with these, beside the page's files
 * - `<!-- source: path -->`: it shows this file of the repository
 * - `<!-- error -->`, `<!-- warnings -->`: it shows what the program fails with, or warns of
 */
export function readPage(name: string, source: string): Page {
  const lines = source.split('\n');
  const blocks: Block[] = [];
  const programs: Program[] = [];
  const excerpts: Excerpt[] = [];
  const commands: Command[] = [];
  const shown: Source[] = [];
  const files = new Map<string, string>();
  let [prelude, hidden] = ['', ''];
  let marker: { kind: string; selector: string } | undefined;
  const fail = (index: number, message: string): never => {
    throw new Error(`${name}:${index + 1}: ${message}`);
  };
  const until = (start: number, end: string): number => {
    const found = lines.indexOf(end, start + 1);
    return found < 0 ? fail(start, `opens a block that '${end}' never closes`) : found;
  };

  for (let index = 0; index < lines.length; index++) {
    const line = lines[index];
    const fence = FENCE.exec(line);
    if (line === '<!-- ts' || line === '<!-- prelude') {
      const end = until(index, '-->');
      const code = `${lines.slice(index + 1, end).join('\n')}\n`;
      [prelude, hidden] = line === '<!-- ts' ? [prelude, hidden + code] : [prelude + code, hidden];
      index = end;
    } else if (fence) {
      const end = until(index, '```');
      const block: Block = { language: fence[1], text: lines.slice(index + 1, end).join('\n'), line: index + 1 };
      blocks.push(block);
      const last = programs.at(-1);
      if (marker?.kind === 'source') {
        shown.push({ path: marker.selector, block });
      } else if (block.language === 'ts') {
        const base = marker?.kind === 'continue' ? last?.code ?? fail(index, 'continues, and no snippet stands before it') : prelude;
        programs.push({ page: name, line: index + 1, code: `${base}${hidden}${block.text}\n`, files });
        hidden = '';
      } else if (marker?.kind === 'file') {
        files.set(marker.selector, `${block.text}\n`);
      } else if (marker?.kind === 'run') {
        commands.push({ argv: marker.selector.split(' '), files: new Map(files), block });
      } else if (marker) {
        const before = programs.at(-2);
        excerpts.push({ kind: marker.kind as Excerpt['kind'], selector: marker.selector, block, program: last ?? fail(index, 'shows output, and no snippet stands before it'), before });
      }
      marker = undefined;
      index = end;
    } else if (line.startsWith('<!--') && MARKER.test(line)) {
      const [, kind, selector] = MARKER.exec(line)!;
      marker = { kind, selector: selector ?? '' };
    } else if (/^<!-- .* -->$/.test(line) && FENCE.test(lines[index + 1] ?? '')) {
      fail(index, `has a comment '${line.slice(5, -4)}' before a block, which is no marker`);
    } else if (marker && line.trim() !== '') {
      fail(index, `stands between the marker '${marker.kind}' and its block`);
    }
  }
  return { name, source, blocks, programs, excerpts, commands, files: shown };
}

/** The page with what was generated in place. */
export function writePage(page: Page): string {
  const lines = page.source.split('\n');
  for (const block of [...page.blocks].reverse()) {
    if (block.generated !== undefined) {
      const length = block.text === '' && lines[block.line] === '```' ? 0 : block.text.split('\n').length;
      lines.splice(block.line, length, ...block.generated.split('\n'));
    }
  }
  return lines.join('\n');
}

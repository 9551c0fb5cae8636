import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { outputOf } from './check-files';
import { Compiler } from './compile';
import { excerptText } from './excerpt';
import { brokenLinks } from './links';
import { Page, Program, readPage, writePage } from './page';
import { Outcome, run } from './run';

const REPOSITORY = join(__dirname, '..', '..');

export interface Result {
  /** The pages as they should be, by name. */
  readonly pages: ReadonlyMap<string, string>;
  readonly problems: readonly string[];
}

/** Compiles and runs every snippet of the pages, and fills in what is generated. */
export function processPages(sources: ReadonlyMap<string, string>, compiler: Compiler): Result {
  const pages = [...sources].map(([name, source]) => readPage(name, source));
  const { problems, scripts } = compiler.compile(pages.flatMap(page => page.programs));
  const outcomes = new Map<Program, Outcome>();
  if (problems.length === 0) {
    scripts.forEach((script, program) => outcomes.set(program, run(program, script)));
    problems.push(...pages.flatMap(page => fillIn(page, outcomes)));
  }
  const written = new Map(pages.map(page => [page.name, writePage(page)]));
  problems.push(...[...written].flatMap(([name, source]) => brokenLinks(name, source)));
  return { pages: written, problems };
}

function fillIn(page: Page, outcomes: ReadonlyMap<Program, Outcome>): string[] {
  const problems: string[] = [];
  const mayFail = new Set(page.excerpts.filter(excerpt => excerpt.kind === 'error').map(excerpt => excerpt.program));
  for (const program of page.programs) {
    const { error } = outcomes.get(program)!;
    if (error !== undefined && !mayFail.has(program)) {
      problems.push(`${page.name}:${program.line}: snippet fails: ${error}`);
    }
  }
  for (const excerpt of page.excerpts) {
    const { block, program, before } = excerpt;
    const outcome = outcomes.get(program)!;
    if (outcome.error !== undefined && excerpt.kind !== 'error') {
      continue;
    }
    try {
      block.generated = excerptText(excerpt, outcome, before && outcomes.get(before));
    } catch (error) {
      problems.push(`${page.name}:${block.line}: ${(error as Error).message}`);
    }
  }
  for (const command of page.commands) {
    command.block.generated = outputOf(command);
  }
  for (const { path, block } of page.files) {
    const file = join(REPOSITORY, path);
    if (existsSync(file)) {
      block.generated = readFileSync(file, 'utf8').trimEnd();
    } else {
      problems.push(`${page.name}:${block.line}: there is no file ${path}`);
    }
  }
  return problems;
}

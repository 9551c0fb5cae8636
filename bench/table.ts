import { readFileSync, writeFileSync } from 'node:fs';
import { median } from './sample';


/** A Markdown table, its columns aligned. */
export function table(head: readonly (string | number)[], rows: readonly (readonly (string | number)[])[]): string {
  const cells = [head, ...rows].map(row => row.map(String));
  const widths = cells[0].map((_, column) => Math.max(...cells.map(row => row[column].length)));
  const lines = cells.map(row => `| ${row.map((cell, column) => cell.padEnd(widths[column])).join(' | ')} |`);
  return [lines[0], `| ${widths.map(width => '-'.repeat(width)).join(' | ')} |`, ...lines.slice(1)].join('\n');
}

/** The median, with the least and the largest. */
export function spread(values: readonly number[], digits: number): string {
  return `${median(values).toFixed(digits)} (${Math.min(...values).toFixed(digits)}–${Math.max(...values).toFixed(digits)})`;
}

/** Replaces what stands between the markers of a part of a file. */
export function writeBetweenMarkers(file: string, part: string, text: string): void {
  const [begin, end] = [`<!-- ${part}: written by \`npx projen bench\` -->`, `<!-- end of ${part} -->`];
  const before = readFileSync(file, 'utf8');
  const [head, rest] = before.split(begin);
  const tail = rest?.split(end)[1];
  if (tail === undefined) {
    throw new Error(`${file} has no markers '${begin}' and '${end}'`);
  }
  writeFileSync(file, `${head}${begin}\n\n${text}\n\n${end}${tail}`);
}

import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { ROOT } from './compile';

/** The relative links of a page that lead nowhere: to a file that is missing, or a heading that is. */
export function brokenLinks(name: string, source: string): string[] {
  const prose = source.replace(/^```.*?^```/gms, '');
  return [...prose.matchAll(/\]\(([^)\s]+)\)/g)].map(([, link]) => link).filter(link => !/^[a-z]+:/.test(link)).flatMap(link => {
    const [file, anchor] = link.split('#');
    const target = join(ROOT, dirname(name), file);
    if (file !== '' && !existsSync(target)) {
      return [`${name}: link to ${link}: there is no such file`];
    }
    const known = anchor === undefined || headings(file === '' ? source : readFileSync(target, 'utf8')).has(anchor);
    return known ? [] : [`${name}: link to ${link}: there is no such heading`];
  });
}

/** The anchors of a page, as GitHub makes them. */
function headings(source: string): Set<string> {
  const found = source.replace(/^```.*?^```/gms, '').matchAll(/^#+ (.*)$/gm);
  return new Set([...found].map(([, text]) => text.toLowerCase().replace(/[^\p{L}\p{N} _-]/gu, '').replace(/ /g, '-')));
}

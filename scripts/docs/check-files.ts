import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Command } from './page';
import { main } from '../../src/cli/main';

/** What the program says when it is run beside a page's files. */
export function outputOf({ argv, files }: Command): string {
  const [home, directory] = [process.cwd(), mkdtempSync(join(tmpdir(), 'docs-'))];
  let output = '';
  const stream = {
    isTTY: false,
    write: (text: string) => {
      output += text;
      return true;
    },
  };
  try {
    process.chdir(directory);
    files.forEach((text, name) => writeFileSync(name, text));
    main(argv, { out: stream, err: stream, env: {}, version: '0.0.0' });
    return output.trimEnd();
  } finally {
    process.chdir(home);
    rmSync(directory, { recursive: true, force: true });
  }
}

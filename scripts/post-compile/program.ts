import { buildSync } from 'esbuild';

/** Makes one file of the program and all that it loads: to find and read some four hundred files takes longer than to judge a small mesh. */
export function bundleProgram(entry: string, outfile: string): void {
  buildSync({
    entryPoints: [entry],
    outfile,
    bundle: true,
    platform: 'node',
    target: 'node20',
    minifySyntax: true,
    minifyWhitespace: true,
    legalComments: 'inline',
    logLevel: 'warning',
  });
}

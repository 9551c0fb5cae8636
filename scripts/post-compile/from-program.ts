/** Rooms whose modules are in the program's one file, as a compiled module names them from the room beside. */
const IN_PROGRAM = /^const (\w+_\d+) = require\("\.\.\/(?:check|cli|manifests|model|schema)\/[^"]+"\);$/gm;

/**
 * Has a compiled module take what judges from the program's one file: to find and read some four hundred files takes longer than to judge a small app. A second
 * time changes nothing.
 *
 * @param program the path of the program from the module
 * @param exported what the program has
 */
export function takeFromProgram(compiled: string, program: string, exported: readonly string[]): string {
  const names = [...compiled.matchAll(IN_PROGRAM)].map(([, name]) => name);
  const used = names.flatMap(name => [...compiled.matchAll(new RegExp(`\\b${name}\\.(\\w+)`, 'g'))].map(([, member]) => member));
  const missing = [...new Set(used)].filter(member => !exported.includes(member));
  if (missing.length > 0) {
    throw new Error(`lib/program.js has no ${missing.join(', ')}: export it from src/cli/program.ts`);
  }
  return compiled.replace(IN_PROGRAM, `const $1 = require("${program}");`);
}

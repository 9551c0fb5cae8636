/** How the compiler writes `export { Name } from './module'`: the module is loaded above, the getter reads from it. */
const LOAD = /^(?:var|const) (\w+_\d+) = require\(("\.[^"]+")\);\n/gm;

/**
 * Makes the members of a compiled index load their module when they are first read: an app pays for what it uses, and `require`
 * caches the rest. A second time changes nothing.
 */
export function makeMembersLazy(compiled: string): string {
  const modules = new Map([...compiled.matchAll(LOAD)].map(([, name, file]) => [name, file]));
  const lazy = compiled.replace(LOAD, '').replace(/return (\w+_\d+)\.(\w+); } }\);$/gm, (text, name, member) => {
    return modules.has(name) ? `return require(${modules.get(name)}).${member}; } });` : text;
  });
  const left = [...modules.keys()].find(name => lazy.includes(`${name}.`));
  if (left !== undefined || (modules.size === 0 && !lazy.includes('return require('))) {
    throw new Error(`the compiled index uses ${left ?? 'its modules'} in a form that cannot be made lazy: look at how jsii writes \`export { Name } from\` now, and teach scripts/post-compile/lazy-members.ts`);
  }
  return lazy;
}

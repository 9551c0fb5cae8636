/** How the compiler writes `export { Name } from './module'`: the module is loaded here, a getter below reads from it. */
const LOAD = /^(?:var|const) (\w+_\d+) = require\(("\.[^"]+")\);$/gm;
const LAZY = /^const \w+_\d+ = lazyModule\(/m;

/**
 * A module that is loaded when something is read from it; `require` keeps it. The getters stay as the compiler writes them: in another
 * form, Node would not find the names that an ES module imports.
 */
const HELPER = `function lazyModule(load) {
    return new Proxy({}, { get: (_, name) => load()[name] });
}
`;

/** Makes the members of a compiled index load their module when they are first read: an app pays for what it uses. A second time changes nothing. */
export function makeMembersLazy(compiled: string): string {
  const lazy = compiled.replace(LOAD, 'const $1 = lazyModule(() => require($2));');
  if (!LAZY.test(lazy)) {
    throw new Error('the compiled index loads its modules in a form that cannot be made lazy: look at how jsii writes `export { Name } from` now, and teach scripts/post-compile/lazy-members.ts');
  }
  return lazy === compiled ? compiled : lazy.replace(LAZY, match => HELPER + match);
}

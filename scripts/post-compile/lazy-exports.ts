/** How the compiler writes `export * as name from './module'`. */
const EAGER = /^exports\.(\w+) = __importStar\(require\(("[^"]+")\)\);$/gm;
const LAZY = /^exports\.(\w+) = lazy\(\(\) => require\("[^"]+"\)\);$/gm;

/**
 * A namespace that loads its module at the first look into it, once.
 *
 * Not a getter on `exports`: Node reads every export of a CommonJS module that an ES module imports, and would load them all.
 * The module's own property descriptors are copied to the target, so that what the proxy says always agrees with its target.
 */
const HELPER = `function lazy(load) {
    const target = {};
    const loaded = () => {
        if (load) {
            Object.defineProperties(target, Object.getOwnPropertyDescriptors(load()));
            load = undefined;
        }
        return target;
    };
    return new Proxy(target, {
        get: (_, key) => loaded()[key],
        has: (_, key) => key in loaded(),
        ownKeys: () => Reflect.ownKeys(loaded()),
        getOwnPropertyDescriptor: (_, key) => Reflect.getOwnPropertyDescriptor(loaded(), key),
    });
}
`;

/** Makes the given submodules of a compiled index load when they are first used. A second time changes nothing. */
export function makeExportsLazy(compiled: string, submodules: readonly string[]): string {
  let lazy = compiled.replace(EAGER, 'exports.$1 = lazy(() => require($2));');
  if (lazy !== compiled) {
    lazy = lazy.replace(/^(?=exports\.\w+ = lazy)/m, HELPER);
  }
  const found = [...lazy.matchAll(LAZY)].map(([, name]) => name);
  if ([...found].sort().join() !== [...submodules].sort().join()) {
    throw new Error(`the compiled index has the submodules ${found.join(', ') || 'none'} in a form that can be made lazy, but should have ${submodules.join(', ')}: look at how jsii writes \`export * as\` now, and teach scripts/post-compile/lazy-exports.ts`);
  }
  return lazy;
}

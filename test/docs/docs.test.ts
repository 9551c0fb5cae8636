import { Compiler } from '../../scripts/docs/compile';
import { processPages, Result } from '../../scripts/docs/docs';

// Reads the sources and the raw types once: most of the time that these tests take.
let compiler: Compiler;
beforeAll(() => {
  compiler = new Compiler();
}, 60_000);

const PRELUDE = [
  '<!-- prelude',
  'const app = new App();',
  "const chart = new Chart(app, 'shop', { namespace: 'shop' });",
  '-->',
];
const SERVICE = "const shop = new MeshService(chart, 'shop', { port: 80 });\nshop.addVersion('v1', { image: 'shop:1' });";

function page(...lines: string[]): Result {
  return processPages(new Map([['docs/page.md', [...PRELUDE, ...lines].join('\n')]]), compiler);
}

/** The page's text behind its prelude. */
function textOf(result: Result): string {
  expect(result.problems).toEqual([]);
  return result.pages.get('docs/page.md')!.split('\n').slice(PRELUDE.length).join('\n');
}

const ts = (code: string) => ['```ts', code, '```'];
const marked = (marker: string, language = 'yaml') => [`<!-- ${marker} -->`, `\`\`\`${language}`, '```'];

describe('a snippet', () => {
  test('that compiles and runs leaves the page as it is', () => {
    expect(textOf(page(...ts(SERVICE)))).toBe(ts(SERVICE).join('\n'));
  });

  test('uses its own imports if it has some', () => {
    const code = "import { App, Chart as Sheet } from 'cdk8s';\nconst other = new App();\nnew Sheet(other, 'a');";

    expect(processPages(new Map([['docs/page.md', ts(code).join('\n')]]), compiler).problems).toEqual([]);
  });

  test('fails where it does not compile', () => {
    const { problems } = page('', ...ts(`${SERVICE}\nnew CanaryRoute(chart, 'canary', { stable: 'v1', canary: 'v2', weight: 5 });`));

    expect(problems).toHaveLength(2);
    expect(problems[0]).toMatch(/^docs\/page.md:6: snippet does not compile: Type 'string' is not assignable to type 'ServiceVersion'\./);
  });

  test('fails where it throws', () => {
    const { problems } = page(...ts("new MeshService(chart, 'Shop', { port: 80 });"));

    expect(problems).toEqual([expect.stringMatching(/^docs\/page.md:5: snippet fails: \[shop\/Shop\] .*DNS label/)]);
  });

  test('fails where its app does not synthesize, though it does not call synth', () => {
    const { problems } = page(...ts("new MeshService(chart, 'shop', { port: 80 });"));

    expect(problems).toEqual([expect.stringContaining('[shop/shop] has no version')]);
  });

  test('stands alone unless it continues', () => {
    expect(page(...ts(SERVICE), '', ...ts('shop.calls();')).problems).toEqual([expect.stringContaining("Cannot find name 'shop'")]);
    expect(page(...ts(SERVICE), '', '<!-- continue -->', ...ts('shop.calls();')).problems).toEqual([]);
  });

  test('has hidden code before it, which the next one has not', () => {
    expect(page('<!-- ts', SERVICE, '-->', ...ts('shop.calls();')).problems).toEqual([]);
    expect(page('<!-- ts', SERVICE, '-->', ...ts('shop.calls();'), ...ts('shop.calls();')).problems).toHaveLength(1);
  });

  test('finds the files that the page shows', () => {
    const file = ['<!-- file: a.yaml -->', '```yaml', 'apiVersion: v1', 'kind: Namespace', 'metadata: { name: other }', '```'];

    expect(textOf(page(...file, ...ts("new Include(chart, 'files', { url: 'a.yaml' });"), ...marked('objects', 'text')))).toContain('Namespace shop/other');
  });
});

test('a file of the repository is shown, and one that is not there is a problem', () => {
  expect(textOf(page(...marked('source: scripts/tsconfig.json', 'json')))).toContain('"extends"');
  expect(page(...marked('source: no/such.ts', 'ts')).problems).toEqual(['docs/page.md:6: there is no file no/such.ts']);
});

test('what the program says of the files that the page shows is written', () => {
  const file = ['<!-- file: a.yaml -->', '```yaml', 'apiVersion: v1', 'kind: Namespace', 'metadata: { name: 1 }', '```'];

  expect(textOf(page(...file, ...marked('run: check a.yaml --quiet', 'text'), ...marked('run: --version', 'text')))).toMatch(/\[wrong-type\] Namespace[^]*a\.yaml:3:13[^]*```\n<!-- run: --version -->\n```text\n0\.0\.0\n```$/);
});

describe('an excerpt', () => {
  test('shows one object', () => {
    expect(textOf(page(...ts(SERVICE), ...marked('yaml: ServiceAccount shop')))).toContain([
      '```yaml', 'apiVersion: v1', 'kind: ServiceAccount', 'metadata:', '  labels:', '    app: shop', '  name: shop', '  namespace: shop', 'automountServiceAccountToken: false', '```',
    ].join('\n'));
  });

  test('shows parts in their place, of several objects', () => {
    const text = textOf(page(...ts(SERVICE), ...marked('yaml: Service shop/shop spec.ports.0.name spec.selector; DestinationRule shop spec.subsets.0.name')));

    expect(text).toContain([
      '```yaml', '# Service shop/shop', 'spec:', '  ports:', '    - name: http', '  selector:', '    app: shop',
      '---', '# DestinationRule shop', 'spec:', '  subsets:', '    - name: v1', '```',
    ].join('\n'));
  });

  test('takes the place of a stale one, which is how a check sees it', () => {
    const stale = ['<!-- yaml: Service shop spec.ports.0.port -->', '```yaml', '# Service shop', 'spec:', '  ports:', '    - port: 81', '```', '', 'Prose.'];
    const source = [...PRELUDE, ...ts(SERVICE), ...stale].join('\n');
    const fresh = processPages(new Map([['docs/page.md', source]]), compiler).pages;

    expect(fresh.get('docs/page.md')).toBe(source.replace('81', '80'));
    expect(processPages(fresh, compiler).pages).toEqual(fresh);
  });

  test('shows what differs from the snippet before', () => {
    const text = textOf(page(...ts(SERVICE), '', ...ts(SERVICE.replace('shop:1', 'shop:2')), ...marked('diff', 'diff')));

    expect(text).toContain('```diff\n# Deployment shop/shop-v1\n        containers:\n-         - image: shop:1\n+         - image: shop:2\n```');
  });

  test('shows that nothing differs', () => {
    expect(textOf(page(...ts(SERVICE), ...ts(SERVICE), ...marked('diff', 'diff')))).toContain('```diff\n# nothing\n```');
  });

  test('shows the error, and lines without a bar to scroll', () => {
    const text = textOf(page(...ts("new MeshService(chart, 'shop', { port: 80 });"), ...marked('error', 'text')));

    expect(text).toMatch(/```text\nValidation failed with the following errors:\n {2}\[shop\/shop\] has no version, [^\n]*\n[^\n]*\n```/);
  });

  test.each([
    ['an object that does not come out', 'yaml: Service other', /no Service other comes out of the snippet, but ServiceAccount shop\/shop, .*Deployment shop\/shop-v1/],
    ['a path that is not there', 'yaml: Service shop spec.ports.1.name', /Service shop spec.ports.1.name: there is no '1'/],
    ['an error where there is none', 'error', /the snippet was to fail, and does not/],
    ['a warning where there is none', 'warnings', /the snippet was to warn, and does not/],
    ['a difference to nothing', 'diff', /a difference needs two snippets before it/],
  ])('fails for %s', (_, marker, problem) => {
    expect(page(...ts(SERVICE), ...marked(marker)).problems).toEqual([expect.stringMatching(problem)]);
  });

  test.each([
    ['stands before every snippet', marked('objects'), 'shows output, and no snippet stands before it'],
    ['has prose before its block', [...ts(SERVICE), '<!-- objects -->', 'Prose.'], "stands between the marker 'objects' and its block"],
    ['is never closed', ['```ts', 'const a = 1;'], "opens a block that '```' never closes"],
    ['continues nothing', ['<!-- continue -->', ...ts(SERVICE)], 'continues, and no snippet stands before it'],
    ['has a marker that nobody knows', [...ts(SERVICE), ...marked('ymal: Service shop')], "has a comment 'ymal: Service shop' before a block, which is no marker"],
  ])('fails where it %s', (_, lines, problem) => {
    expect(() => page(...lines)).toThrow(problem);
  });
});

describe('a link', () => {
  test.each(['[a](../src/index.ts)', '[a](decisions.md)', '[a](#a-heading-of-ours)', '[a](https://example.com/missing.md)', '[a](../examples)'])('leads somewhere: %s', link => {
    expect(page(link, '', '## A heading, of ours').problems).toEqual([]);
  });

  test.each([
    ['[a](missing.md)', 'docs/page.md: link to missing.md: there is no such file'],
    ['[a](#missing)', 'docs/page.md: link to #missing: there is no such heading'],
    ['[a](decisions.md#missing)', 'docs/page.md: link to decisions.md#missing: there is no such heading'],
  ])('fails where it leads nowhere: %s', (link, problem) => {
    expect(page(link).problems).toEqual([problem]);
  });
});

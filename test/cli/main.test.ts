import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { RULES } from '../../src/check/rules';
import { main } from '../../src/cli/main';

const GOOD = `apiVersion: v1
kind: Service
metadata: { name: cart, namespace: shop }
spec:
  ports: [{ name: http, port: 80 }]
`;
const BAD = `apiVersion: networking.istio.io/v1
kind: VirtualService
metadata:
  name: cart
  namespace: shop
spec:
  hosts: [cart.shop.svc.cluster.local]
  http:
    - route:
        - destination:
            host: cart.shop
`;
const ACCEPTED = BAD.replace('  name: cart', '  annotations: { accept.cdk8s-istio/destination-host-not-found: it comes tomorrow }\n  name: cart');
const BAD_RULE = 'destination-host-not-found';

describe('cdk8s-istio', () => {
  let folder: string;
  beforeEach(() => { folder = mkdtempSync(join(tmpdir(), 'cli-')); });
  afterEach(() => rmSync(folder, { recursive: true }));

  function write(files: { [name: string]: string | Buffer }) {
    for (const [name, text] of Object.entries(files)) {
      mkdirSync(join(folder, name, '..'), { recursive: true });
      writeFileSync(join(folder, name), text);
    }
  }

  function run(argv: string[], more: { isTTY?: boolean; env?: { [name: string]: string } } = {}) {
    let [out, err] = ['', ''];
    const code = main(argv.map(argument => argument.replace('@', folder)), {
      out: { isTTY: more.isTTY, write: text => { out += text; } },
      err: { isTTY: more.isTTY, write: text => { err += text; } },
      env: more.env ?? {},
      version: '1.2.3',
    });
    return { code, out: out.replaceAll(folder, '@'), err: err.replaceAll(folder, '@') };
  }

  test('says nothing of what is right but how much it was', () => {
    write({ 'a.yaml': GOOD });
    expect(run(['check', '@'])).toEqual({ code: 0, out: '1 object of 1 file: nothing found\n', err: '' });
    expect(run(['check', '@', '--quiet'])).toEqual({ code: 0, out: '', err: '' });
  });

  test('judges by the version of Istio that is given', () => {
    write({ 'a.yaml': GOOD, 'b.yaml': BAD.replace('cart.shop\n', 'cart.shop.svc.cluster.local\n') });
    expect(run(['check', '@']).code).toBe(0);
    const { code, out } = run(['check', '@', '--istio-version', '1.21.4']);
    expect(code).toBe(1);
    expect(out).toContain("error [newer-than-istio] VirtualService shop/cart is of 'networking.istio.io/v1', which Istio 1.21 does not serve: it came with 1.22");
    expect(out).toContain('= fix: write v1beta1, or update Istio to 1.22 first');
    expect(run(['check', '@', '--istio-version', '1.22']).code).toBe(0);
  });

  test('refuses a version of Istio that it does not know', () => {
    expect(run(['check', '@', '--istio-version', '1.9'])).toEqual({
      code: 2, out: '', err: "cdk8s-istio: --istio-version is '1.9': give a minor version from 1.20 to 1.31, as '1.30'\ncdk8s-istio --help tells more\n",
    });
  });

  test('shows file, line, excerpt and fix of what it finds', () => {
    write({ 'a.yaml': GOOD, 'b.yaml': BAD });
    const { code, out } = run(['check', '@/a.yaml', '@/b.yaml']);
    expect(code).toBe(1);
    expect(out).toBe(`error [${BAD_RULE}] VirtualService shop/cart routes to 'cart.shop', which no Service and no ServiceEntry has; 'cart.shop.svc.cluster.local' is meant, perhaps
   --> @/b.yaml:11:13  spec.http[0].route[0].destination.host
   |
11 |             host: cart.shop
   |             ^
   = fix: write the fully qualified host of a Service, or add a ServiceEntry for a host outside of the mesh

2 objects of 2 files: 1 error
`);
  });

  test('uses colours on a terminal, unless it is asked not to', () => {
    write({ 'a.yaml': GOOD, 'b.yaml': BAD });
    expect(run(['check', '@'], { isTTY: true }).out).toContain('\u001b[31merror\u001b[0m');
    expect(run(['check', '@'], { isTTY: true, env: { NO_COLOR: '1' } }).out).not.toContain('\u001b');
  });

  test('reads folders with all below them, in the order of names, and leaves out what others wrote', () => {
    write({ 'z/b.yml': BAD, 'a/account.json': JSON.stringify({ apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name: 'cart', namespace: 'shop' } }), 'node_modules/x.yaml': 'a: [', 'notes.txt': 'a: [' });
    const { out } = run(['check', '@']);
    expect(out).toContain('@/z/b.yml:11:13');
    expect(out).toContain('2 objects of 2 files: 1 error');
  });

  test('tells programs all that it knows', () => {
    write({ 'a.yaml': GOOD, 'b.yaml': BAD });
    const { code, out } = run(['check', '@', '--format', 'json']);
    expect(code).toBe(1);
    expect(JSON.parse(out.replaceAll('@', folder))).toEqual({
      version: '1.2.3',
      objects: 2,
      files: 2,
      findings: [expect.objectContaining({ rule: BAD_RULE, severity: 'error', object: 'VirtualService shop/cart', line: 11, column: 13, file: join(folder, 'b.yaml') })],
      accepted: [],
    });
  });

  test('writes SARIF with the rules that were met, and accepted findings as suppressed', () => {
    write({ 'a.yaml': GOOD, 'b.yaml': BAD, 'c.yaml': ACCEPTED.replace('name: cart', 'name: other').replace('[cart.shop.svc.cluster.local]', '[cart.example.com]'), 'd.yaml': 'a: [' });
    const { version, runs: [{ tool, results }] } = JSON.parse(run(['check', '@', '--format=sarif']).out);
    expect(version).toBe('2.1.0');
    expect(tool.driver).toMatchObject({ name: 'cdk8s-istio', version: '1.2.3', rules: [{ id: 'unreadable' }, { id: BAD_RULE, defaultConfiguration: { level: 'error' } }] });
    expect(results).toEqual([
      expect.objectContaining({ ruleId: 'unreadable', level: 'error' }),
      expect.objectContaining({
        ruleId: BAD_RULE,
        locations: [{
          physicalLocation: { artifactLocation: { uri: '@/b.yaml' }, region: { startLine: 11, startColumn: 13 } },
          logicalLocations: [{ fullyQualifiedName: 'VirtualService shop/cart spec.http[0].route[0].destination.host' }],
        }],
      }),
      expect.objectContaining({ ruleId: BAD_RULE, suppressions: [{ kind: 'inSource', justification: 'it comes tomorrow' }] }),
    ]);
  });

  test('annotates pull requests on GitHub', () => {
    write({ 'a.yaml': GOOD, 'b.yaml': BAD });
    expect(run(['check', '@', '--format', 'github']).out).toMatch(new RegExp(`^::error file=@/b.yaml,line=11,col=13,title=${BAD_RULE}::VirtualService shop/cart routes to 'cart.shop'[^\n]*\n$`));
  });

  test('counts what is accepted, and shows it', () => {
    write({ 'a.yaml': GOOD, 'b.yaml': ACCEPTED });
    expect(run(['check', '@'])).toEqual({
      code: 0, err: '', out: `2 objects of 2 files: nothing found, 1 accepted\naccepted: [${BAD_RULE}] VirtualService shop/cart: it comes tomorrow\n`,
    });
  });

  test('fails from the severity on that it is told', () => {
    write({ 'a.yaml': GOOD, 'b.yaml': BAD });
    const weighed = (severity: string, failOn: string) => run(['check', '@', '--severity', `${BAD_RULE}=${severity}`, '--fail-on', failOn]).code;
    expect([weighed('warning', 'error'), weighed('warning', 'warning'), weighed('info', 'warning'), weighed('info', 'info'), weighed('error', 'never'), weighed('off', 'info')])
      .toEqual([0, 1, 0, 1, 0, 0]);
  });

  test('knows hosts and names that it is told', () => {
    write({ 'a.yaml': GOOD, 'b.yaml': BAD });
    expect(run(['check', '@', '--known-host', 'cart.shop']).code).toBe(0);
    write({ 'a.yaml': GOOD, 'b.yaml': BAD.replace('host: cart.shop', 'host: cart.shop.svc.corp') });
    expect(run(['check', '@']).code).toBe(1);
    expect(run(['check', '@', '--cluster-domain', 'corp']).code).toBe(0);
  });

  test('takes the mesh\'s configuration by itself or in its ConfigMap', () => {
    write({ 'a.yaml': GOOD, 'mesh': 'rootNamespace: mesh', 'map': 'kind: ConfigMap\ndata:\n  mesh: |\n    rootNamespace: mesh\n', 'none': '- 1', 'empty': '', 'emptied': 'data: { mesh: "" }', 'much': 'x'.repeat(17_000_000), 'broken': Buffer.from([0xff, 0xff]) });
    expect(run(['check', '@/a.yaml', '--mesh-config', '@/mesh']).code).toBe(0);
    expect(run(['check', '@/a.yaml', '--mesh-config', '@/map']).code).toBe(0);
    expect(run(['check', '@/a.yaml', '--mesh-config', '@/none'])).toMatchObject({ code: 2, err: expect.stringContaining('holds no mesh configuration') });
    expect(run(['check', '@/a.yaml', '--mesh-config', '@/empty'])).toMatchObject({ code: 2, err: expect.stringContaining('holds no mesh configuration') });
    expect(run(['check', '@/a.yaml', '--mesh-config', '@/emptied'])).toMatchObject({ code: 2, err: expect.stringContaining('holds no mesh configuration') });
    expect(run(['check', '@/a.yaml', '--mesh-config', '@/much'])).toMatchObject({ code: 2, err: expect.stringContaining('has more than 16777216 bytes') });
    expect(run(['check', '@/a.yaml', '--mesh-config', '@/broken'])).toMatchObject({ code: 2, err: expect.stringContaining('is not text in UTF-8') });
  });

  test('answers 2 for what cannot be read, and goes on with the rest', () => {
    write({ 'a.yaml': GOOD, 'b.yaml': BAD, 'c.yaml': 'a: [', 'd.yaml': Buffer.from([0xff, 0xff]) });
    const { code, out } = run(['check', '@']);
    expect(code).toBe(2);
    expect(out).toContain('error [unreadable] is not text in UTF-8');
    expect(out).toContain('@/c.yaml:1:');
    expect(out).toContain(BAD_RULE);
    expect(run(['check', '@/none.yaml'])).toMatchObject({ code: 2, err: expect.stringContaining('ENOENT') });
  });

  test('answers 2 for a rule that fails, whatever is accepted to be wrong, and shows what the others find', () => {
    write({ 'a.yaml': GOOD, 'b.yaml': BAD });
    const failing = jest.spyOn(RULES[0], 'check').mockImplementation(() => { throw new Error('oh'); });
    const formats = ['text', 'json', 'sarif', 'github'].map(format => run(['check', '@', '--fail-on', 'never', '--format', format]));
    failing.mockRestore();
    expect(formats.map(({ code }) => code)).toEqual([2, 2, 2, 2]);
    const [text, json, sarif, github] = formats.map(({ out }) => out);
    expect(text).toMatch(/^error \[rule-failed\] rule '.*' failed with 'Error: oh', .*\n = fix: report it /);
    expect(JSON.parse(json)).toMatchObject({ findings: [{ rule: 'rule-failed' }, { rule: BAD_RULE }] });
    expect(JSON.parse(sarif)).toMatchObject({ runs: [{ tool: { driver: { rules: [{ id: 'rule-failed' }, { id: BAD_RULE }] } }, results: [{ ruleId: 'rule-failed', locations: [] }, {}] }] });
    expect(github).toMatch(/^::error title=rule-failed::rule /);
  });

  test('shows names as they can be printed: without ends of lines, and what terminals obey', () => {
    write({ 'a.yaml': 'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: "a\\n::error::\\e[31m\\u202e", annotations: { accept.cdk8s-istio/wrong-type: "b\\nc" } }\ndata: 5\n' });
    expect(run(['check', '@']).out).toContain('accepted: [wrong-type] ConfigMap a\\u000a::error::\\u001b[31m\\u202e: b\\u000ac\n');
  });

  test('writes a place of SARIF as a URI', () => {
    write({ 'a b/100% [c]#?é.yaml': 'a: [' });
    const { runs: [{ results: [{ locations: [{ physicalLocation }] }] }] } = JSON.parse(run(['check', '@', '--format', 'sarif']).out);
    expect(physicalLocation.artifactLocation.uri).toBe('@/a%20b/100%25%20%5Bc%5D%23%3F%C3%A9.yaml');
  });

  test('writes long reports in parts', () => {
    write({ 'a.yaml': BAD.replace('http:', `http:\n${'    - route: [{ destination: { host: cart.shop } }]\n'.repeat(500)}`) });
    const parts: string[] = [];
    main(['check', folder, '--format', 'json'], { out: { write: text => { parts.push(text); } }, err: { write: () => {} }, env: {}, version: '1' });
    expect(parts.length).toBeGreaterThan(1);
    expect((JSON.parse(parts.join('')) as { findings: unknown[] }).findings.length).toBeGreaterThan(500);
  });

  test('explains a rule, and lists all', () => {
    expect(run(['check', '--explain', BAD_RULE]).out).toMatch(/^destination-host-not-found \(error\): a route leads .*\n\nProxies .*\n\nFix: write .*\n\nAlso known as IST0101, KIA1101\.\n\nFor example:\n\n {2}apiVersion.*mended:\n\n {2}- host: reviews.shop\n {2}\+ host: reviews\n/s);
    expect(run(['check', '--list-rules']).out.split('\n')).toHaveLength(RULES.length + 1);
  });

  test('tells how it is used', () => {
    expect(run([]).out).toContain('usage: cdk8s-istio check');
    expect(run(['--help'])).toMatchObject({ code: 0, out: expect.stringContaining('Exit codes') });
    expect(run(['--version'])).toMatchObject({ code: 0, out: '1.2.3\n' });
  });

  test.each([
    [['look'], 'there is no command \'look\''],
    [['--quiet'], 'there is no command: use check'],
    [['check'], 'there is nothing to check'],
    [['check', '@'], 'there are no manifests'],
    [['check', '@', '--format', 'xml'], '--format is \'xml\': use text, json, sarif, github'],
    [['check', '@', '--fail-on', 'all'], '--fail-on is \'all\''],
    [['check', '@', '--severity', 'no-such-rule=off'], 'there is no rule \'no-such-rule\''],
    [['check', '@', '--severity', `${BAD_RULE}=loud`], `--severity ${BAD_RULE} is 'loud'`],
    [['check', '@', '--severity', BAD_RULE], `--severity ${BAD_RULE} is ''`],
    [['check', '--explain', 'none'], 'there is no rule \'none\''],
    [['check', '@', '--loud'], '--loud'],
  ])('fails for %j', (argv, message) => {
    expect(run(argv)).toEqual({ code: 2, out: '', err: expect.stringContaining(message) });
  });
});

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { ANY_BYTES } from './any-bytes';
import { RULE_FAILED } from '../../src/check/located-finding';
import { main } from '../../src/cli/main';

/** Bombs of aliases: nine of nine of nine, and depth that is not in the text. */
const WIDE_BOMB = Array.from({ length: 30 }, (_, at) => at === 0 ? 'a0: &a0 [v]\n' : `a${at}: &a${at} [${Array(9).fill(`*a${at - 1}`).join(', ')}]\n`).join('');
const DEEP_BOMB = Array.from({ length: 40 }, (_, at) => `a${at}: &a${at} ${'['.repeat(300)}${at === 0 ? 'v' : `*a${at - 1}`}${']'.repeat(300)}\n`).join('');
const OBJECT = 'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: a }\n';
const PROVIDERS = 'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: istio, namespace: istio-system }\ndata: { mesh: "extensionProviders: [{ name: a, constructor: {} }]" }\n';
const PATCH = 'apiVersion: networking.istio.io/v1alpha3\nkind: EnvoyFilter\nmetadata: { name: a }\nspec: { configPatches: [{ applyTo: constructor, patch: { operation: ADD } }] }\n';

/** Inputs that were, or may have been, too much for something; each has an exit code. */
const NAMED: { readonly [name: string]: readonly [bytes: string | Uint8Array, code: number] } = {
  'nothing': ['', 0],
  'NUL': [Buffer.alloc(100), 2],
  'UTF-32': [Buffer.from(Uint32Array.from([0xfeff, 0x61, 0x3a]).buffer), 2],
  'half a character': [Buffer.from('a: é').subarray(0, 4), 2],
  'a wide bomb': [WIDE_BOMB, 2],
  'a deep bomb': [DEEP_BOMB, 2],
  'a deep bomb in data': [`${OBJECT}data:\n  ${DEEP_BOMB.replaceAll('\n', '\n  ')}\n`, 2],
  'an anchor that contains itself': [`${OBJECT}data: &a { a: *a }\n`, 2],
  'an acceptance without a text': [`${OBJECT.replace('v1', 'example.com/v1').replace('name: a', 'name: a, annotations: { accept.cdk8s-istio/subset-not-defined: { toString: 1, valueOf: 1 } }')}`, 0],
  'names of objects in the mesh configuration': [PROVIDERS.replace('extensionProviders: [{ name: a, constructor: {} }]', 'constructor: { toString: 1 }'), 0],
  'names of objects as providers': [PROVIDERS, 1],
  'names of objects as what is patched': [PATCH, 1],
  'names of objects as names of webhooks': [
    'apiVersion: admissionregistration.k8s.io/v1\nkind: MutatingWebhookConfiguration\nmetadata: { name: istio-sidecar-injector }\nwebhooks: [{ name: [{ toString: 1, valueOf: 1 }] }]\n', 0,
  ],
  'lists for words of a condition': [
    'apiVersion: networking.istio.io/v1\nkind: VirtualService\nmetadata: { name: a }\nstatus: { conditions: [{ type: [{ toString: 1, valueOf: 1 }], status: "False" }] }\n', 1,
  ],
  'a bomb in an annotation': [
    `apiVersion: v1\nkind: Pod\nmetadata: { name: a, annotations: { proxy.istio.io/config: ${JSON.stringify(WIDE_BOMB)} } }\nspec: { containers: [{ name: a, image: a }] }\n`, 1,
  ],
  'ends of lines and commands in names': [`apiVersion: v1\nkind: Service\nmetadata: { name: ${JSON.stringify('a\n::error::b\u001b[31m\u2028')} }\nspec: { portz: [] }\n`, 1],
};

describe('bytes of any kind', () => {
  let folder: string;
  beforeAll(() => { folder = mkdtempSync(join(tmpdir(), 'any-')); });
  afterAll(() => rmSync(folder, { recursive: true }));

  function run(bytes: string | Uint8Array, format: string) {
    const file = join(folder, 'a.yaml');
    writeFileSync(file, bytes);
    let [out, err] = ['', ''];
    const code = main(['check', file, '--format', format], { out: { write: text => { out += text; } }, err: { write: text => { err += text; } }, env: {}, version: '1' });
    expect(err).toBe('');
    return { code, out };
  }

  /** What must hold of all reports on some bytes, however they are; answers the exit code. */
  function judge(bytes: string | Uint8Array): number {
    const { code, out } = run(bytes, 'json');
    const { findings } = JSON.parse(out) as { findings: { rule: string; message: string; line: number }[] };
    expect(findings.filter(({ rule }) => rule === RULE_FAILED)).toEqual([]);
    expect(run(bytes, 'json')).toEqual({ code, out });
    expect((JSON.parse(run(bytes, 'sarif').out) as { runs: { results: unknown[] }[] }).runs[0].results.length).toBeGreaterThanOrEqual(findings.length);
    expect(run(bytes, 'github').out.split('\n').filter(line => !/^::(error|warning|notice) file=|^$/.test(line))).toEqual([]);
    const text = run(bytes, 'text').out;
    // No line begins with a command for GitHub, and nothing speaks to a terminal.
    // eslint-disable-next-line no-control-regex
    expect(text).not.toMatch(/^::|[\x00-\x08\x0b-\x1f\x7f-\x9f]/m);
    expect(text.match(/^(error|warning|info) \[/gm) ?? []).toHaveLength(findings.length);
    return code;
  }

  test.each(Object.entries(NAMED))('are judged, or told not to be readable: %s', (_, [bytes, code]) => expect(judge(bytes)).toBe(code));

  test('are judged, or told not to be readable, and reported in each format, each time the same', () => {
    fc.assert(fc.property(ANY_BYTES, bytes => { judge(bytes); }), { numRuns: 150 });
  }, 120_000);

  test('are judged, or told not to be readable, wherever they are cut off', () => {
    const whole = Buffer.from(`${PATCH}---\n${PROVIDERS}---\n{"apiVersion": "v1", "kind": "List", "items": []}\n`);
    for (let end = 0; end <= whole.length; end++) {
      expect(run(whole.subarray(0, end), 'json').code).toBeLessThan(3);
    }
  }, 60_000);
});

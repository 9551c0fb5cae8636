// Values that are near to what is right, or far from it.
import type { Shape } from '../../src/schema/shape.js';
import type { Random } from './objects-random.js';

const TEXTS = [
  '', ' ', '*', '*.com', '*.example.com', 'a.*.com', '*a.com', 'foo*', 'UPPER', 'under_score', 'with space', '-dash', 'dash-', '.dot', 'dot.', 'a..b', 'ünïcode', 'a/b', 'a/b/c', './*', '*/*', '~/*', '.',
  'example.com', 'example.com:80', 'cart', 'cart.shop', 'cart.shop.svc.cluster.local', 'http://example.com', 'https://example.com/path', 'a'.repeat(64), 'a'.repeat(254), `${'a'.repeat(64)}.com`,
  '0s', '1s', '-1s', '1ms', '1us', '0.5ms', '1.5s', '1h30m', '1000h', '1d', '1', '0', '-1', '65536', '80', '50%', '101%', '-5%', '1.5', '1e3', '5m', '100Mi', '1Gb', '1.1.1',
  '1.2.3.4', '256.1.1.1', '1.2.3.4/24', '1.2.3.4/33', '::1', '::1/64', '2001:db8::1/129', '0.0.0.0', '127.0.0.1', '169.254.169.254', '010.0.0.1', 'unix:///var/run/sock', '/path', '/path with space', '/a/../b',
  '(', '[a-z', '^a+$', '(?=a)', '%', '%REQ(', '%REQ(:path)%', '{"a": 1}', '{', 'true', 'null', 'kube-system', 'example.com/name', 'kubernetes.io/name', 'TCP', 'HTTP', 'http', 'NONE', 'name=value', 'a,b', 'a:b', '\n', 'a\nb',
  'spiffe://cluster.local/ns/shop/sa/cart', 'v1', 'networking.istio.io/v1', 'YQ==',
];

/** Others than a text, some made of it. */
export function textsFor(text: string): readonly string[] {
  const made = [text.toUpperCase(), text.toLowerCase(), `${text}x`, `${text}-2`, `${text}.`, `.${text}`, ` ${text}`, `${text} `, `*${text}`, `*.${text}`, `${text}*`, text.slice(1), text.slice(0, -1), `${text}/x`,
    `${text},${text}`, text.replace('.', '_'), text.replace(/[0-9]+/, '0'), text.replace(/[0-9]+/, '99999'), text.replace(/[a-z]+$/, ''), text.repeat(2)];
  return [...made, ...TEXTS];
}

export function numbersFor(value: number): readonly number[] {
  return [0, -1, 1, 2, 99, 100, 101, 200, 204, 599, 600, 1023, 30000, 32767, 65535, 65536, 2 ** 31 - 1, 2 ** 31, 2 ** 53, 1e19, 1.5, 0.1, value + 1, value - 1, -value, value * 1000];
}

export function listsFor(value: readonly unknown[]): readonly (readonly unknown[])[] {
  return [[], [...value].reverse(), [...value, ...value], [...value, null], [null], [value], value.slice(1), [...value, 'text'], [...value, {}], value.slice(0, 1)];
}

export function objectsFor(value: object): readonly unknown[] {
  const fields = Object.entries(value);
  const only = fields.map(([name, field]) => ({ [name]: field }));
  return [{}, null, [value], ...only, Object.fromEntries(fields.map(([name]) => [name, null])), Object.fromEntries([...fields].reverse())];
}

/** A value that may well be right: what it must be is drawn from what is known of it. */
export function valueOf(shape: Shape, random: Random, depth = 0): unknown {
  if (shape.allowed !== undefined && random.below(10) > 0) {
    return random.one(shape.allowed);
  }
  switch (shape.type) {
    case 's': return shape.format === 'date-time' ? random.one(['2026-01-02T03:04:05Z', '2026-01-02']) : random.one(TEXTS);
    case 'i': return random.one([0, 1, 2, 5, 80, 100, 443, 1000, 8080, 30080, -1, 65536]);
    case 'n': return random.one([0, 1, 50, 100, 0.5, 1.5, -1]);
    case 'b': return random.one([true, false]);
    case 'x': return random.one([0, 1, 80, 'http', '50%', '80', '']);
    case 'q': return random.one(['1', '100m', '1Gi', 1, 0.5, '0', '-1']);
    case 'a': return Array.from({ length: random.below(3) }, () => valueOf(shape.items!, random, depth + 1));
    case 'o': {
      if (shape.properties.size === 0) {
        return shape.values ? { [random.one(['app', 'version', 'example.com/key', 'a b', ''])]: valueOf(shape.values, random, depth + 1) } : {};
      }
      const names = [...shape.properties.keys()].filter(name => shape.required.includes(name) || (depth < 4 && random.below(shape.properties.size) < 2));
      return Object.fromEntries(names.map(name => [name, valueOf(shape.properties.get(name)!, random, depth + 1)]));
    }
    default: return random.one(['text', 1, {}, true]);
  }
}

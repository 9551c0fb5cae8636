import { checkTexts, Step } from '../../src/check/check-texts';
import { RULES } from '../../src/check/rules';
import { SourceText } from '../../src/manifests/source-text';

const service = (name: string) => `apiVersion: v1\nkind: Service\nmetadata: { name: ${name}, namespace: shop }\nspec: { ports: [{ name: http, port: 80 }] }\n`;

test('texts are judged as one mesh, and how much is done is told', () => {
  const told: [Step, number, number][] = [];
  const texts = [`${service('a')}---\n${service('b')}`, service('a')];
  const { findings, objects } = checkTexts(texts.map((text, at) => new SourceText(`${at}.yaml`, text)), { rules: RULES }, {}, (...step) => told.push(step));
  expect([findings.map(({ rule, file }) => `${rule} ${file}`), objects]).toEqual([['repeated-object 0.yaml'], 3]);
  const [first, second] = texts.map(({ length }) => length);
  expect(told.slice(0, 3)).toEqual([service('a').length, first, first + second].map(done => ['reading', done, first + second]));
  expect(told.slice(3)).toEqual(RULES.map((_, at) => ['judging', at, RULES.length]));
});

import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { checkMesh } from '../../../src/check/check-mesh';
import { objectText } from '../../../src/check/finding';
import { RULES } from '../../../src/check/rules';
import { SEVERITIES } from '../../../src/check/severity';
import { findingsIn, mended, meshOf } from '../fixtures';

const ROOMS = join(__dirname, '../../../src/check/rules');

describe('every rule', () => {
  test('is in the index of its folder (npx projen rules:index), under the name of its file', () => {
    const files = readdirSync(ROOMS, { recursive: true }).map(String).filter(file => file.includes('/') && !file.endsWith('index.ts'));
    const constants = files.flatMap(file => {
      const [, name] = /^export const (\w+)(?:: Rule)? = /m.exec(readFileSync(join(ROOMS, file), 'utf8')) ?? [];
      return name === undefined ? [] : [{ name, id: basename(file, '.ts') }];
    });
    const [listed, written] = [RULES.map(({ id }) => id), constants.map(({ id }) => id)];
    expect(written.filter(id => !listed.includes(id))).toEqual([]);
    expect(listed.filter(id => !written.includes(id))).toEqual([]);
    expect(constants.filter(({ name, id }) => name !== id.replace(/-(.)/g, (_, letter) => letter.toUpperCase()))).toEqual([]);
  });

  test('has an id of its own', () => {
    expect(RULES.map(({ id }) => id).filter((id, at, ids) => ids.indexOf(id) < at)).toEqual([]);
    expect(RULES.map(({ id }) => id).filter(id => !/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(id) || id.length > 60)).toEqual([]);
  });

  test.each(RULES.map(rule => [rule.id, rule] as const))('%s finds its bad example, and nothing else does', (id, rule) => {
    const found = findingsIn(rule.bad, RULES, rule.exampleOptions);
    expect(found.map(text => text.split(':')[0])).toEqual(expect.arrayContaining([id]));
    expect(found.filter(text => !text.startsWith(`${id}:`))).toEqual([]);
  });

  test.each(RULES.map(rule => [rule.id, rule] as const))('%s is as severe as it says', (_, rule) => {
    const { findings } = checkMesh(meshOf(rule.bad, rule.exampleOptions), { rules: [rule] });
    expect(SEVERITIES).toContain(rule.severity);
    expect(findings.map(({ severity }) => severity)).toContain(rule.severity);
  });

  test.each(RULES.map(rule => [rule.id, rule] as const))('%s and all others find nothing in its good example', (_, rule) => {
    expect(findingsIn(mended(rule), RULES, rule.exampleOptions)).toEqual([]);
  });

  test.each(RULES.map(rule => [rule.id, rule] as const))('%s shows where the objects stand that it names', (_, rule) => {
    const mesh = meshOf(rule.bad, rule.exampleOptions);
    const { findings } = checkMesh(mesh, { rules: [rule] });
    const unshown = findings.flatMap(({ object, others, message }) => mesh.objects.all.filter(one => one !== object && !others.includes(one)
      && message.includes(`${one.kind} '${one.namespace === undefined ? '' : `${one.namespace}/`}${one.name}'`)));
    expect(unshown.map(objectText)).toEqual([]);
  });

  test.each(RULES.map(rule => [rule.id, rule] as const))('%s says what is wrong, why it matters and how to mend it', (_, { title, why, fix, codes }) => {
    expect(title).toMatch(/^[a-z*'A-Z].*[^.]$/);
    expect(why).toMatch(/^[A-Z`].*\.$/s);
    expect(fix).toMatch(/^[a-z].*[^.]$/s);
    expect(codes.filter(code => !/^(IST|KIA)\d{4}$/.test(code))).toEqual([]);
  });
});

import { meshOf } from './fixtures';
import { checkMesh } from '../../src/check/check-mesh';
import { Rule } from '../../src/check/rule';
import { idleAcknowledgement } from '../../src/check/rules/acknowledgement/idle-acknowledgement';
import { KINDS } from '../../src/model/kinds';

const rule = (id: string, more: Partial<Rule> = {}): Rule => ({
  id,
  severity: 'warning',
  title: id,
  why: 'Because.',
  fix: 'mend it',
  codes: [],
  bad: '',
  mend: {},
  check(mesh, report) { mesh.objects.of(KINDS.configMap).forEach(({ manifest }) => report(manifest, ['data', id], `has ${id}`)); },
  ...more,
});
const configMap = (name: string, annotations = '') => `---\napiVersion: v1\nkind: ConfigMap\nmetadata: { name: ${name}${annotations && `, annotations: { ${annotations} }`} }\n`;

describe('checking a mesh', () => {
  test('reports what rules find, by objects and the heaviest first', () => {
    const heavy = rule('heavy', { severity: 'error' });
    const { findings } = checkMesh(meshOf(configMap('a') + configMap('b')), { rules: [rule('light'), heavy] });
    expect(findings.map(one => [one.object.name, one.rule, one.severity, one.message, one.fix, one.path, one.others])).toEqual([
      ['a', 'heavy', 'error', 'has heavy', 'mend it', ['data', 'heavy'], []],
      ['a', 'light', 'warning', 'has light', 'mend it', ['data', 'light'], []],
      ['b', 'heavy', 'error', 'has heavy', 'mend it', ['data', 'heavy'], []],
      ['b', 'light', 'warning', 'has light', 'mend it', ['data', 'light'], []],
    ]);
  });

  test('takes fix and severity of a finding before those of its rule, and those that were set before all', () => {
    const own = rule('own', {
      check(mesh, report) {
        const [{ manifest }] = mesh.objects.of(KINDS.configMap);
        report(manifest, [], 'is odd', { fix: 'do this', severity: 'info', others: [manifest] });
      },
    });
    const mesh = meshOf(configMap('a'));
    const [found] = checkMesh(mesh, { rules: [own] }).findings;
    expect([found.fix, found.severity, found.others.map(({ name }) => name)]).toEqual(['do this', 'info', ['a']]);
    expect(checkMesh(mesh, { rules: [own], severities: { own: 'error' } }).findings[0].severity).toBe('error');
    expect(checkMesh(mesh, { rules: [own], severities: { own: 'off' } }).findings).toEqual([]);
  });

  test('accepts what an object accepts by annotation, for the rule that it names', () => {
    const mesh = meshOf(configMap('a', 'accept.cdk8s-istio/one: " it is meant "') + configMap('b'));
    const { findings, accepted } = checkMesh(mesh, { rules: [rule('one'), rule('two'), idleAcknowledgement] });
    expect(findings.map(({ object, rule: id }) => `${object.name} ${id}`)).toEqual(['a two', 'b one', 'b two']);
    expect(accepted.map(({ object, rule: id, reason }) => `${object.name} ${id}: ${reason}`)).toEqual(['a one: it is meant']);
  });

  test('reports acknowledgements of objects that accept nothing, and those without a reason', () => {
    const mesh = meshOf(configMap('a', 'accept.cdk8s-istio/none: why not') + configMap('b', 'accept.cdk8s-istio/one: ""'));
    const { findings, idle } = checkMesh(mesh, { rules: [rule('one'), idleAcknowledgement] });
    expect(findings.filter(({ rule: id }) => id !== 'one').map(({ object, path, message, severity }) => [object.name, path[2], message, severity])).toEqual([
      ['a', 'accept.cdk8s-istio/none', 'accepts findings of rule \'none\', of which there are none', 'warning'],
      ['b', 'accept.cdk8s-istio/one', 'accepts findings of rule \'one\' without a reason, so it accepts none', 'warning'],
    ]);
    expect(findings.filter(({ rule: id }) => id === 'one')).toHaveLength(2);
    expect(idle).toEqual([]);
    const off = checkMesh(mesh, { rules: [rule('one'), idleAcknowledgement], severities: { 'idle-acknowledgement': 'off' } });
    expect(off.findings.map(({ rule: id }) => id)).toEqual(['one', 'one']);
  });

  test('names a rule that fails, and tells what it and all others found', () => {
    const failing = rule('failing', {
      check(mesh, report) {
        mesh.objects.of(KINDS.configMap).forEach(({ manifest }) => report(manifest, [], 'is odd'));
        throw new TypeError('a is not iterable');
      },
    });
    const mesh = meshOf(configMap('a', 'accept.cdk8s-istio/failing2: it may find something'));
    const { findings, failures } = checkMesh(mesh, { rules: [failing, rule('other'), rule('failing2', { check() { throw new Error('b'.repeat(3000)); } }), idleAcknowledgement] });
    expect(findings.map(({ rule: id }) => id)).toEqual(['failing', 'other']);
    expect(failures).toEqual([{ rule: 'failing', reason: 'TypeError: a is not iterable' }, { rule: 'failing2', reason: `Error: ${'b'.repeat(1993)}…` }]);
  });

  test('cuts long messages, and of many other objects names some', () => {
    const long = rule('long', {
      check(mesh, report) {
        const objects = mesh.objects.of(KINDS.configMap).map(({ manifest }) => manifest);
        report(objects[0], [], 'x'.repeat(2001), { others: objects });
        report(objects[1], [], 'x'.repeat(2000), { others: objects.slice(0, 10) });
      },
    });
    const { findings } = checkMesh(meshOf(Array.from({ length: 12 }, (_, at) => configMap(`a${at}`)).join('')), { rules: [long] });
    expect(findings.map(({ message, others, unnamed }) => [message.length, message.endsWith('…'), others.length, unnamed])).toEqual([[2001, true, 10, 2], [2000, false, 10, 0]]);
  });

  test('accepts what a construct accepts, for all that is in it', () => {
    const mesh = meshOf(configMap('a'));
    const [{ manifest }] = mesh.objects.of(KINDS.configMap);
    const at = (construct: string) => {
      Object.assign(manifest.origin, { construct });
      delete (manifest.origin as { source?: unknown }).source;
      return checkMesh(mesh, { rules: [rule('one')], acknowledgements: [{ rule: 'one', reason: 'why', construct: 'app/chart' }] });
    };
    expect([at('app/chart'), at('app/chart/object')].map(({ findings, idle }) => [findings.length, idle.length])).toEqual([[0, 0], [0, 0]]);
    expect([at('app/charts'), at('app')].map(({ findings, idle }) => [findings.length, idle.map(({ construct }) => construct)])).toEqual([[1, ['app/chart']], [1, ['app/chart']]]);
    const everywhere = [{ rule: 'one', reason: 'why', construct: '' }];
    expect(checkMesh(mesh, { rules: [rule('one')], acknowledgements: everywhere }).findings).toEqual([]);
    expect(checkMesh(meshOf(configMap('a')), { rules: [rule('one')], acknowledgements: everywhere }).findings).toHaveLength(1);
  });
});

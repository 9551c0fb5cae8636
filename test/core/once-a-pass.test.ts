import { App, Chart, Testing } from 'cdk8s';
import { Construct } from 'constructs';
import { onceAPass } from '../../src/core/once-a-pass';

describe('what is found once a pass', () => {
  test('is looked for once, however many ask, and anew when the app is validated again', () => {
    const app = new App();
    const chart = new Chart(app, 'chart');
    let looked = 0;
    const count = (all: readonly Construct[]) => { looked++; return all.length; };
    const seen: number[] = [];
    for (const id of ['a', 'b', 'c']) {
      new Construct(chart, id).node.addValidation({ validate: () => { seen.push(onceAPass(chart, count)); return []; } });
    }
    Testing.synth(chart);
    expect(new Set(seen)).toEqual(new Set([5]));
    const passes = looked;
    expect(seen).toHaveLength(3 * passes);
    new Construct(chart, 'd');
    Testing.synth(chart);
    expect(seen.at(-1)).toBe(6);
    expect(looked).toBe(2 * passes);
  });

  test('is told apart by who looks and by the app', () => {
    const charts = ['one', 'two'].map(id => new Chart(new App(), id));
    new Construct(charts[1], 'more');
    const ids = (all: readonly Construct[]) => all.map(({ node }) => node.id);
    const depth = (all: readonly Construct[]) => Math.max(...all.map(({ node }) => node.scopes.length));
    expect(charts.map(chart => onceAPass(chart, ids))).toEqual([['', 'one'], ['', 'two', 'more']]);
    expect(charts.map(chart => onceAPass(chart, depth))).toEqual([2, 3]);
  });
});

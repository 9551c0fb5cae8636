import { dashboardProblems } from './grafana-schema';
import { dashboardJson, statPanel, timePanel } from '../../src/observability/dashboard-json';

const props = { title: 'Requests', unit: 'reqps', width: 12, queries: [{ legend: 'all', expr: 'up' }] };
const dashboard = (): any => dashboardJson('shop', 'Shop', 'The shop', ['istio'], [{ title: 'All', panels: [timePanel(props), statPanel(props)] }]);

describe('Grafana\'s schema', () => {
  test('takes what it should', () => {
    expect(dashboardProblems(dashboard())).toEqual([]);
  });

  test.each<[string, (found: any) => void, string]>([
    ['an unknown field', found => { found.tittle = 'Shop'; }, 'dashboard.tittle: no such field in Dashboard'],
    ['a missing field', found => { delete found.schemaVersion; }, 'dashboard.schemaVersion: required'],
    ['a value of another type', found => { found.panels[1].gridPos.w = '12'; }, 'panels[1].gridPos.w: "12" is no number'],
    ['a value outside of an enumeration', found => { found.panels[1].options.legend.placement = 'left'; }, 'panels[1].options.legend.placement: "left" is no'],
    ['an unknown option of a panel', found => { found.panels[2].options.colour = 'red'; }, 'panels[2].options.colour: no such field in Options'],
    ['an unknown setting of a graph', found => { found.panels[1].fieldConfig.defaults.custom.width = 1; }, 'panels[1].fieldConfig.defaults.custom.width: no such field'],
    ['a query without an expression', found => { delete found.panels[1].targets[0].expr; }, 'panels[1].targets[0].expr: required'],
    ['an unknown kind of variable', found => { found.templating.list[0].type = 'prometheus'; }, 'dashboard.templating.list[0].type: "prometheus" is no'],
    ['a row with a field of panels', found => { found.panels[0].targets = []; }, 'panels[0].targets: no such field in RowPanel'],
  ])('fails for %s', (_, spoil, problem) => {
    const found = dashboard();
    spoil(found);
    expect(dashboardProblems(found)).toContainEqual(expect.stringContaining(problem));
  });
});

import { dashboardProblems } from '../support/grafana-schema';
import { promqlProblems } from '../support/promql';
import { find, Manifest, ofKind } from '../support/synth';

/** A dashboard as it stands in its ConfigMap, held against Grafana's schema and PromQL's grammar on the way. */
export function dashboardOf(objects: readonly Manifest[], uid: string, namespace?: string): { [key: string]: any } {
  const map = find(objects, 'ConfigMap', `dashboard-${uid}`, namespace);
  const dashboard = JSON.parse(map.data[`${uid}.json`]);
  expect(dashboardProblems(dashboard)).toEqual([]);
  expect(queriesOf(dashboard).flatMap(promqlProblems)).toEqual([]);
  return dashboard;
}

export function panelsOf(dashboard: { [key: string]: any }): { [key: string]: any }[] {
  return dashboard.panels.filter((panel: { type: string }) => panel.type !== 'row');
}

export function queriesOf(dashboard: { [key: string]: any }): string[] {
  return panelsOf(dashboard).flatMap(panel => panel.targets.map((target: { expr: string }) => target.expr));
}

/** The queries of a panel, by its row and title. */
export function queriesUnder(dashboard: { [key: string]: any }, row: string, title: string): string[] {
  const { panels } = dashboard;
  const start = panels.findIndex((panel: any) => panel.type === 'row' && panel.title === row);
  const panel = panels.slice(start + 1).find((one: any) => one.title === title);
  return panel.targets.map((target: { expr: string }) => target.expr);
}

/** All rules of the PrometheusRules, whose queries must parse. */
export function rulesOf(objects: readonly Manifest[]): { [key: string]: any }[] {
  const rules = ofKind(objects, 'PrometheusRule').flatMap(object => object.spec.groups).flatMap((group: any) => group.rules);
  expect(rules.flatMap(rule => promqlProblems(rule.expr))).toEqual([]);
  return rules;
}

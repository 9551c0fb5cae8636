import { parse } from 'yaml';
import { runExample } from './run-example';
import { promqlProblems } from '../support/promql';
import { find, ofKind } from '../support/synth';

const { objects, texts } = runExample('monitoring');

describe('the monitoring example', () => {
  test('shows a dashboard of each service and one of the rollout, in the Grafana that it deploys', () => {
    const volume = find(objects, 'Deployment', 'grafana').spec.template.spec.volumes.find((one: any) => one.name === 'dashboards');
    const shown = volume.projected.sources.map((one: any) => one.configMap.name);
    expect(shown).toEqual(['dashboard-shop-cart', 'dashboard-shop-store', 'dashboard-shop-cart-rollout']);
    expect(ofKind(objects, 'ConfigMap').filter(one => one.metadata.labels?.grafana_dashboard).map(one => one.metadata.name)).toEqual(shown);
  });

  test('evaluates its rules in the Prometheus that it deploys', () => {
    const { data } = find(objects, 'ConfigMap', 'prometheus');
    expect(Object.keys(data)).toEqual(['cart-alerts.rules.yaml', 'cart-rollout-alerts.rules.yaml', 'certificate-alerts.rules.yaml', 'prometheus.yml']);
    const rules = Object.keys(data).filter(name => name.endsWith('.rules.yaml')).flatMap(name => parse(data[name]).groups).flatMap((group: any) => group.rules);
    expect(rules.flatMap((rule: any) => promqlProblems(rule.expr))).toEqual([]);
  });

  test('asks for no right in the whole cluster', () => {
    expect(ofKind(objects, 'ClusterRole')).toEqual([]);
  });

  test('comes out as reviewed, but for the dashboards, which have tests of their own', () => {
    expect(texts.get('stack.k8s.yaml')!.split(/^---$/m).filter(text => !text.includes('grafana_dashboard')).join('---')).toMatchSnapshot();
  });
});

import { ApiObject } from 'cdk8s';
import * as kplus from 'cdk8s-plus-27';
import { Construct } from 'constructs';
import { IMAGE, newChart, podOf, withVersion } from './fixtures';
import { find, findOnly, synth } from '../support/synth';

const selector = { matchLabels: { app: 'shop', version: 'v1' } };

describe('the Deployment of a version', () => {
  test('is the version\'s object, and selects by labels that say what they mean', () => {
    const chart = newChart();
    const [version] = withVersion(chart, 'shop').versions;
    expect(ApiObject.of(version)).toMatchObject({ kind: 'Deployment', name: 'shop-v1' });
    expect(find(synth(chart), 'Deployment', 'shop-v1')).toMatchObject({
      apiVersion: 'apps/v1',
      metadata: { namespace: 'shop', labels: { app: 'shop', version: 'v1' } },
      spec: { selector, template: { metadata: { labels: { app: 'shop', version: 'v1' } } } },
    });
  });

  test('takes what cdk8s-plus adds to it afterwards', () => {
    const chart = newChart();
    const deployment = withVersion(chart, 'shop').versions[0].deployment!;
    deployment.addContainer({ name: 'late', image: 'late' });
    deployment.addVolume(kplus.Volume.fromEmptyDir(chart, 'Volume', 'scratch'));
    deployment.scheduling.tolerate(kplus.Node.tainted(kplus.NodeTaintQuery.is('dedicated', 'shop')));
    deployment.metadata.addLabel('team', 'shop');
    const objects = synth(chart);
    expect(podOf(objects, 'shop-v1')).toMatchObject({
      containers: [{ name: 'shop' }, { name: 'late', lifecycle: { preStop: { sleep: { seconds: 10 } } } }],
      volumes: [{ name: 'scratch' }],
      tolerations: [{ key: 'dedicated', value: 'shop' }],
    });
    expect(find(objects, 'Deployment', 'shop-v1').metadata.labels).toEqual({ app: 'shop', version: 'v1', team: 'shop' });
  });

  test('is told by cdk8s-plus by the labels that its pods carry', () => {
    const chart = newChart();
    const deployment = withVersion(chart, 'shop').versions[0].deployment!;
    new kplus.Service(chart, 'Debug', { selector: deployment, ports: [{ port: 5005 }], metadata: { name: 'debug' } });
    new kplus.NetworkPolicy(chart, 'Policy', { selector: deployment });
    deployment.scheduling.separate(deployment, { topology: kplus.Topology.HOSTNAME });
    const objects = synth(chart);
    expect(find(objects, 'Service', 'debug').spec.selector).toEqual(selector.matchLabels);
    expect(findOnly(objects, 'NetworkPolicy').spec.podSelector).toEqual(selector);
    const [term] = podOf(objects, 'shop-v1').affinity.podAntiAffinity.requiredDuringSchedulingIgnoredDuringExecution;
    expect(term.labelSelector).toEqual(selector);
  });

  test('carries no trace of where the construct stands, which would roll its pods when it moves', () => {
    const [here, there] = [newChart(), newChart()].map((chart, index) => {
      const scope = index === 0 ? chart : new Construct(chart, 'nested');
      withVersion(scope, index === 0 ? 'shop' : 'other', { name: 'shop' }, {
        writablePaths: ['/tmp'], extraContainers: [{ image: IMAGE }], autoscaling: { maxReplicas: 3 },
      }).versions[0].deployment!.scheduling.spread({ topology: kplus.Topology.ZONE });
      return synth(chart);
    });
    expect(there).toEqual(here);
    expect(JSON.stringify(here)).not.toContain('cdk8s.io');
  });
});

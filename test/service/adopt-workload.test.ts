import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ApiObject, Include } from 'cdk8s';
import * as kplus from 'cdk8s-plus-27';
import { Construct } from 'constructs';
import { expectFailure, IMAGE, newChart, withVersion } from './fixtures';
import { AdoptedService, MeshService } from '../../src';
import { find, findOnly, synth } from '../support/synth';

interface Workload {
  readonly kind?: string;
  readonly labels?: object;
  readonly spec?: object;
  readonly pod?: object;
  readonly namespace?: string;
}

function workload(scope: Construct, name: string, { kind = 'Deployment', labels = { app: 'shop' }, spec, pod, namespace }: Workload = {}): ApiObject {
  return new ApiObject(scope, name, {
    apiVersion: 'apps/v1',
    kind,
    metadata: { name, namespace },
    spec: {
      selector: { matchLabels: labels },
      template: { metadata: { labels }, spec: { containers: [{ name: 'shop', image: IMAGE }], ...pod } },
      ...(kind === 'StatefulSet' ? { serviceName: 'shop' } : {}),
      ...spec,
    },
  });
}

const shopIn = (scope: Construct) => new MeshService(scope, 'Shop', { name: 'shop', port: 80 });
const subsets = (objects: ReturnType<typeof synth>) => findOnly(objects, 'DestinationRule').spec.subsets;

describe('a workload that something else made', () => {
  test.each(['Deployment', 'StatefulSet', 'DaemonSet'])('is a version when it is a %s: its pods get the label, its selector stays', kind => {
    const chart = newChart();
    const object = workload(chart, 'shop', { kind });
    const version = shopIn(chart).adopt('v1', { workload: object });
    const objects = synth(chart);
    const { spec } = find(objects, kind, 'shop');
    expect(spec.template.metadata.labels).toEqual({ app: 'shop', version: 'v1' });
    expect(spec.selector).toEqual({ matchLabels: { app: 'shop' } });
    expect(subsets(objects)).toEqual([{ name: 'v1', labels: { version: 'v1' } }]);
    expect(version.podLabels).toEqual({ app: 'shop', version: 'v1' });
    expect(version.deployment).toBeUndefined();
  });

  test('keeps the label `version` that it has, and its subset follows', () => {
    const chart = newChart();
    const object = workload(chart, 'shop', { labels: { app: 'shop', version: '1.4.2', tier: 'web' } });
    shopIn(chart).adopt('stable', { workload: object });
    const objects = synth(chart);
    expect(find(objects, 'Deployment', 'shop').spec.template.metadata.labels).toEqual({ app: 'shop', version: '1.4.2', tier: 'web' });
    expect(subsets(objects)).toEqual([{ name: 'stable', labels: { version: '1.4.2' } }]);
  });

  test('may be a Deployment of cdk8s-plus', () => {
    const chart = newChart();
    const deployment = new kplus.Deployment(chart, 'Old', { containers: [{ image: IMAGE, portNumber: 80 }], podMetadata: { labels: { app: 'shop' } }, replicas: 3 });
    expect(shopIn(chart).adopt('v1', { workload: deployment }).replicas).toBe(3);
    expect(findOnly(synth(chart), 'Deployment').spec.template.metadata.labels).toMatchObject({ app: 'shop', version: 'v1' });
  });

  test('may come from a file of several documents', () => {
    const folder = mkdtempSync(join(tmpdir(), 'manifests-'));
    const url = join(folder, 'shop.yaml');
    writeFileSync(url, `
apiVersion: v1
kind: Service
metadata: { name: shop }
spec: { selector: { app: shop }, ports: [{ name: http, port: 80 }] }
---
apiVersion: v1
kind: ConfigMap
metadata: { name: shop }
data: { mode: "on" }
---
apiVersion: apps/v1
kind: Deployment
metadata: { name: shop }
spec:
  replicas: 4
  selector: { matchLabels: { app: shop } }
  template: { metadata: { labels: { app: shop } }, spec: { serviceAccountName: seller, containers: [{ name: shop, image: shop }] } }
`);
    const chart = newChart();
    const include = new Include(chart, 'Include', { url });
    const [service, , deployment] = include.apiObjects;
    const shop = new AdoptedService(chart, 'shop', { service });
    const version = shop.adopt('v1', { workload: deployment });
    expect(version).toMatchObject({ replicas: 4, namespace: 'shop' });
    expect(shop.principal).toBe('cluster.local/ns/shop/sa/seller');
    const objects = synth(chart);
    expect(find(objects, 'Deployment', 'shop').spec.template.metadata.labels).toEqual({ app: 'shop', version: 'v1' });
    expect(find(objects, 'ConfigMap', 'shop').data).toEqual({ mode: 'on' });
    expectFailure(() => shop.adopt('v2', { workload: include }), '[chart/shop/v2] is given \'chart/Include\' as its workload, which stands for no single object', 'include.apiObjects.find');
    rmSync(folder, { recursive: true });
  });

  test('may run elsewhere: labels tell its pods', () => {
    const chart = newChart();
    const shop = withVersion(chart, 'shop');
    const version = shop.adopt('legacy', { labels: { release: 'legacy' } });
    expect(subsets(synth(chart))[1]).toEqual({ name: 'legacy', labels: { release: 'legacy' } });
    expect(version.podLabels).toEqual({ app: 'shop', release: 'legacy' });
    expect(version.replicas).toBeUndefined();
  });

  test('has as many pods as it says: one when it says nothing, as many as there are nodes in a DaemonSet', () => {
    const replicas = (given: Workload) => {
      const chart = newChart();
      return shopIn(chart).adopt('v1', { workload: workload(chart, 'shop', given) }).replicas;
    };
    expect(replicas({})).toBe(1);
    expect(replicas({ spec: { replicas: 0 } })).toBe(0);
    expect(replicas({ kind: 'DaemonSet' })).toBeUndefined();
  });

  test('may be retiring', () => {
    const chart = newChart();
    const shop = withVersion(chart, 'shop');
    expect(shop.adopt('old', { workload: workload(chart, 'old'), retiring: true }).retiring).toBe(true);
    expect(findOnly(synth(chart), 'VirtualService').spec.http[0].route).toEqual([{ destination: { host: shop.host, subset: 'v1' } }]);
  });

  test('leaves the service its identity only where it runs as the service does', () => {
    const principal = (serviceAccountName?: string) => {
      const chart = newChart();
      const shop = withVersion(chart, 'shop');
      shop.adopt('old', { workload: workload(chart, 'old', { pod: { serviceAccountName } }) });
      return shop.principal;
    };
    expect(principal('shop')).toBe('cluster.local/ns/shop/sa/shop');
    expect(principal('other')).toBeUndefined();
    expect(principal()).toBeUndefined();
  });
});

describe('bad adoptions', () => {
  test('fails: neither workload nor labels, or both', () => {
    const chart = newChart();
    const shop = shopIn(chart);
    const parts = ['needs either the workload, or the labels of pods that are deployed elsewhere', 'give one of them'];
    expectFailure(() => shop.adopt('v1', {}), '[chart/Shop/v1] ', ...parts);
    expectFailure(() => shop.adopt('v2', { workload: workload(chart, 'shop'), labels: { a: 'b' } }), '[chart/Shop/v2] ', ...parts);
  });

  test.each(['Job', 'CronJob', 'Service', 'ReplicaSet'])('fails: a %s', kind => {
    const chart = newChart();
    expectFailure(() => shopIn(chart).adopt('v1', { workload: workload(chart, 'shop', { kind }) }), `[chart/Shop/v1] adopts ${kind} 'shop', which runs no pods of a service`, 'Deployment, StatefulSet, DaemonSet');
  });

  test('fails: pods that the service does not select', () => {
    const chart = newChart();
    const object = workload(chart, 'other', { labels: { app: 'other' } });
    expectFailure(() => shopIn(chart).adopt('v1', { workload: object }), '[chart/Shop/v1] adopts Deployment \'other\', whose pods carry {"app":"other"}', 'selects app=shop', 'give the pods this label');
  });

  test('fails: a workload that has no pods at all', () => {
    const chart = newChart();
    const object = new ApiObject(chart, 'x', { apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name: 'x' } });
    expectFailure(() => shopIn(chart).adopt('v1', { workload: object }), '[chart/Shop/v1] adopts Deployment \'x\', whose pods carry {}');
  });

  test('fails: a workload of another namespace', () => {
    const chart = newChart();
    const object = workload(chart, 'shop', { namespace: 'other' });
    expectFailure(() => shopIn(chart).adopt('v1', { workload: object }), '[chart/Shop/v1] adopts Deployment \'shop\' of namespace \'other\', and the service is in \'shop\'');
  });

  test('fails: one workload as two versions', () => {
    const chart = newChart();
    const shop = shopIn(chart);
    const object = workload(chart, 'shop');
    shop.adopt('v1', { workload: object });
    expectFailure(() => shop.adopt('v2', { workload: object }), '[chart/Shop/v2] is told by the labels {"version":"v1"}, version \'v1\' by {"version":"v1"}', 'pods of one would be taken for the other\'s');
  });

  test('fails: labels that pods of another version carry too', () => {
    const shop = withVersion(newChart(), 'shop');
    shop.adopt('trial', { labels: { track: 'trial' } });
    expectFailure(() => shop.adopt('wide', { labels: {} }), '[chart/shop/wide] is told by the labels {}');
    expectFailure(() => shop.adopt('narrow', { labels: { track: 'trial', zone: 'a' } }), 'version \'trial\' by {"track":"trial"}', 'a label of their own');
    expectFailure(() => shop.adopt('same', { labels: { version: 'v1' } }), 'version \'v1\' by {"version":"v1"}');
  });

  test('fails: a name that is none, or taken', () => {
    const shop = withVersion(newChart(), 'shop');
    expectFailure(() => shop.adopt('V 1', { labels: { a: 'b' } }), '[chart/shop] version \'V 1\' is not a DNS label');
    expectFailure(() => shop.adopt('v1', { labels: { a: 'b' } }), '[chart/shop] has version \'v1\' already');
  });
});

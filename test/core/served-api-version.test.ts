import { App, Chart, Testing } from 'cdk8s';
import { MeshService, MeshSettings } from '../../src';
import { NEWEST_ISTIO, OLDEST_ISTIO } from '../../src/core/istio-version';
import { servedApiVersion } from '../../src/core/served-api-version';
import { formerlyServed } from '../../src/schema/former-kinds';
import { TABLE } from '../../src/schema/generated/istio';

test('each version of Istio serves what is written for it', () => {
  const { kinds } = JSON.parse(TABLE) as { kinds: { [group: string]: { [kind: string]: { [version: string]: number } } } };
  for (const [group, ofGroup] of Object.entries(kinds)) {
    for (const kind of Object.keys(ofGroup).filter(each => each !== 'TrafficExtension')) {
      for (let minor = OLDEST_ISTIO; minor <= NEWEST_ISTIO; minor++) {
        const [newest] = Object.keys(ofGroup[kind]);
        const [, version] = servedApiVersion(`${group}/${newest}`, `1.${minor}`).split('/');
        expect([kind, minor, formerlyServed(minor, group, kind)]).toEqual([kind, minor, expect.arrayContaining([version])]);
      }
    }
  }
});

test.each([
  ['networking.istio.io/v1', '1.21', 'networking.istio.io/v1beta1'],
  ['networking.istio.io/v1', '1.22', 'networking.istio.io/v1'],
  ['networking.istio.io/v1', undefined, 'networking.istio.io/v1'],
  ['networking.istio.io/v1alpha3', '1.20', 'networking.istio.io/v1alpha3'],
  ['telemetry.istio.io/v1', '1.21.3', 'telemetry.istio.io/v1alpha1'],
  ['apps/v1', '1.20', 'apps/v1'],
  ['v1', '1.20', 'v1'],
])('%s is written for Istio %s as %s', (apiVersion, istio, written) => {
  expect(servedApiVersion(apiVersion, istio)).toBe(written);
});

test('constructs write what the mesh serves, so that nothing is found in it', () => {
  const app = new App();
  const chart = new Chart(app, 'shop', { namespace: 'shop' });
  MeshSettings.set(chart, { istioVersion: '1.20' });
  new MeshService(chart, 'cart', { port: 8080, calls: [] }).addVersion('v1', { image: 'registry.example.com/cart:1' });
  const objects = Testing.synth(chart) as { kind: string; apiVersion: string }[];
  const versions = Object.fromEntries(objects.map(({ kind, apiVersion }) => [kind, apiVersion]));
  const former = 'networking.istio.io/v1beta1';
  expect(versions).toMatchObject({ Service: 'v1', Deployment: 'apps/v1', DestinationRule: former, Sidecar: former });
  expect(() => app.synth()).not.toThrow();
});

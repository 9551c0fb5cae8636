import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { runExample } from './run-example';
import { readManifests } from '../support/manifests';
import { nameOf } from '../support/schema';
import { find, ofKind } from '../support/synth';

const MANIFESTS = join(__dirname, '..', '..', 'examples', 'adopt', 'manifests');
const { objects, texts, warnings } = runExample('adopt');

const labels = (kind: string, name: string) => find(objects, kind, name).spec.template.metadata.labels;

describe('the adoption example', () => {
  test('leaves the manifests what they are, but for labels, protocols and the proxy of a job', () => {
    const given = readdirSync(MANIFESTS).flatMap(file => readManifests(join(MANIFESTS, file)));
    for (const object of given) {
      const written: any = structuredClone(find(objects, object.kind, object.metadata.name));
      delete written.metadata.namespace;
      delete written.spec?.template?.metadata.labels.version;
      delete written.spec?.jobTemplate?.spec.template.metadata.annotations;
      written.spec?.ports?.forEach((port: any) => delete port.appProtocol);
      expect([nameOf(object), written]).toEqual([nameOf(object), object]);
    }
  });

  test('names every port\'s protocol', () => {
    const ports = ofKind(objects, 'Service').map(({ metadata, spec }) => [metadata.name, spec.ports.map(({ name, appProtocol }: any) => appProtocol ?? name)]);
    expect(Object.fromEntries(ports)).toEqual({ catalog: ['http', 'grpc-internal', 'http'], orders: ['http'], postgres: ['tcp'], storefront: ['http'] });
  });

  test.each([
    ['protocols: { 80: PortProtocol.HTTP },', /\[mesh\/storefront\].*port 80 of Service 'storefront'/],
    ['protocols: { metrics: PortProtocol.HTTP },', /\[mesh\/catalog\].*9102 \('metrics'\)/],
    ['protocols: { postgresql: PortProtocol.TCP },', /\[mesh\/postgres\].*5432 \('postgresql'\)/],
  ])('fails without %s', (from, message) => {
    expect(() => runExample('adopt', { from, to: '' })).toThrow(message);
  });

  test('makes one request in twenty reach the canary', () => {
    expect(find(objects, 'DestinationRule', 'catalog').spec.subsets.map(({ name, labels: asked }: any) => [name, asked])).toEqual([
      ['stable', { version: 'stable' }], ['canary', { version: 'canary' }],
    ]);
    expect(labels('Deployment', 'catalog')).toEqual({ app: 'catalog', track: 'stable', version: 'stable' });
    expect(labels('Deployment', 'catalog-canary')).toEqual({ app: 'catalog', track: 'canary', version: 'canary' });
    const rest = find(objects, 'VirtualService', 'catalog').spec.http.filter(({ name }: any) => name === 'catalog-canary');
    expect(rest.map(({ route }: any) => route.map(({ weight }: any) => weight))).toEqual([[5, 95], [5, 95], [5, 95]]);
  });

  test('names the workloads that share a service account', () => {
    expect(warnings).toMatch(/'mesh\/catalog', 'mesh\/orders' run as one service account, 'backend'/);
    expect(warnings).toMatch(/'mesh\/postgres', 'mesh\/storefront' run as one service account, 'default'/);
  });

  test('keeps what is applied first in a file of its own', () => {
    expect([...texts.keys()]).toEqual(['apps.k8s.yaml', 'mesh.k8s.yaml']);
    expect(texts.get('apps.k8s.yaml')).not.toContain('networking.istio.io');
    const kinds = [...texts.get('mesh.k8s.yaml')!.matchAll(/^kind: (.*)$/gm)].map(([, kind]) => kind);
    expect(new Set(kinds)).toEqual(new Set(['DestinationRule', 'Sidecar', 'VirtualService', 'PeerAuthentication']));
  });

  test('adds to the mesh what was reviewed', () => {
    expect(texts.get('mesh.k8s.yaml')).toMatchSnapshot();
  });
});

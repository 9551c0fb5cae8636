import { App } from 'cdk8s';
import { MeshSettings } from '../../src';

const valuesOf = (props: Parameters<typeof MeshSettings.set>[1]) => MeshSettings.set(new App(), props).controlPlaneValues();

test('the control plane is told nothing where all is Istio\'s default', () => {
  expect(valuesOf({})).toEqual({});
});

test('it is told the place of its cluster in the mesh', () => {
  expect(valuesOf({ clusterName: 'east', network: 'east-network', meshId: 'shop' })).toEqual({
    global: { meshID: 'shop', multiCluster: { clusterName: 'east' }, network: 'east-network' },
  });
  expect(valuesOf({ clusterName: 'east', trustDomain: 'example.org' })).toEqual({
    global: { meshID: 'example.org', multiCluster: { clusterName: 'east' } }, meshConfig: { trustDomain: 'example.org' },
  });
});

test('it is told domains, its namespace and DNS where they differ', () => {
  expect(valuesOf({ rootNamespace: 'mesh', clusterDomain: 'prod.example.com', dnsCapture: true })).toEqual({
    global: { istioNamespace: 'mesh', proxy: { clusterDomain: 'prod.example.com' } },
    meshConfig: { defaultConfig: { proxyMetadata: { ISTIO_META_DNS_CAPTURE: 'true' } } },
  });
});

test('versions before 1.25 are told to allocate addresses where proxies answer DNS', () => {
  expect(valuesOf({ dnsCapture: true, istioVersion: '1.24' })).toEqual({
    meshConfig: { defaultConfig: { proxyMetadata: { ISTIO_META_DNS_CAPTURE: 'true', ISTIO_META_DNS_AUTO_ALLOCATE: 'true' } } },
  });
  expect(valuesOf({ dnsCapture: true, istioVersion: '1.25' })).toEqual({ meshConfig: { defaultConfig: { proxyMetadata: { ISTIO_META_DNS_CAPTURE: 'true' } } } });
  expect(valuesOf({ istioVersion: '1.24' })).toEqual({});
});

test('it is told what constructs add to the configuration of the mesh, asked for when the values are', () => {
  const settings = MeshSettings.set(new App(), { trustDomain: 'example.org' });
  let mode = 'ALLOW_ANY';
  settings._addMeshConfig(() => ({ outboundTrafficPolicy: { mode } }));
  settings._addMeshConfig(() => ({ meshMTLS: undefined }));
  mode = 'REGISTRY_ONLY';
  expect(settings.controlPlaneValues()).toEqual({ meshConfig: { trustDomain: 'example.org', outboundTrafficPolicy: { mode: 'REGISTRY_ONLY' } } });
});

test('it is told nothing that says nothing, in lists neither', () => {
  const settings = MeshSettings.set(new App(), {});
  settings._addMeshConfig(() => ({ extensionProviders: [{ name: 'a', zipkin: { port: 1, path: undefined, on: {} } }], list: ['x'] }));
  expect(JSON.stringify(Object.keys(settings.controlPlaneValues().meshConfig.extensionProviders[0].zipkin))).toBe('["port","on"]');
  expect(Object.keys(settings.istioOperator().spec)).toEqual(['meshConfig']);
  expect(Object.keys(MeshSettings.set(new App(), {}).istioOperator().spec)).toEqual([]);
});

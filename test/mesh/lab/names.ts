import { makeInformer, type Informer, type KubernetesObject, type V1EndpointSlice, type V1Service } from '@kubernetes/client-node';
import type { Api } from './api.js';
import { serveDns, type Zone } from './dns.js';
import { DNS_ADDRESS, GATEWAY } from './network.js';

/** The cluster's DNS, from the Services and endpoints that the API server knows. */
export async function serveNames(api: Api): Promise<void> {
  const services = makeInformer(api.config, '/api/v1/services', () => api.core.listServiceForAllNamespaces());
  const slices = makeInformer(api.config, '/apis/discovery.k8s.io/v1/endpointslices', () => api.discovery.listEndpointSliceForAllNamespaces());
  let zone: Zone | undefined;
  const changed = () => { zone = undefined; };
  await Promise.all([follow(services, changed), follow(slices, changed)]);
  serveDns(() => zone ??= namesOf(services.list(), slices.list()));
  await api.apply({ apiVersion: 'v1', kind: 'Service', metadata: { name: 'kube-dns', namespace: 'kube-system' }, spec: { clusterIP: DNS_ADDRESS, ports: [{ name: 'dns', port: 53, protocol: 'UDP', targetPort: 53 }] } });
  await api.apply({
    apiVersion: 'discovery.k8s.io/v1', kind: 'EndpointSlice', metadata: { name: 'kube-dns', namespace: 'kube-system', labels: { 'kubernetes.io/service-name': 'kube-dns' } },
    addressType: 'IPv4', endpoints: [{ addresses: [GATEWAY], conditions: { ready: true } }], ports: [{ name: 'dns', port: 53, protocol: 'UDP' }],
  });
}

function namesOf(services: readonly V1Service[], slices: readonly V1EndpointSlice[]): Zone {
  const zone = new Map<string, string[]>();
  const aliases = new Map<string, string>();
  const add = (name: string, addresses: readonly string[]) => { zone.set(name, [...zone.get(name) ?? [], ...addresses]); };
  for (const { metadata, spec } of services) {
    const host = `${metadata!.name}.${metadata!.namespace}.svc.cluster.local`;
    if (spec!.externalName) {
      aliases.set(host, spec!.externalName);
      continue;
    }
    add(host, spec!.clusterIP && spec!.clusterIP !== 'None' ? [spec!.clusterIP] : []);
    if (spec!.clusterIP !== 'None') {
      continue;
    }
    const behind = slices.filter(slice => slice.metadata!.namespace === metadata!.namespace && slice.metadata!.labels?.['kubernetes.io/service-name'] === metadata!.name);
    for (const endpoint of behind.flatMap(slice => slice.endpoints ?? [])) {
      if (endpoint.conditions?.ready !== false || spec!.publishNotReadyAddresses) {
        add(host, endpoint.addresses);
        if (endpoint.hostname) {
          add(`${endpoint.hostname}.${host}`, endpoint.addresses);
        }
      }
    }
  }
  return new Map<string, string[] | string>([...zone, ...aliases]);
}

/** Calls back whenever an object comes, changes or goes. */
async function follow<T extends KubernetesObject>(informer: Informer<T>, changed: () => void): Promise<void> {
  informer.on('add', changed);
  informer.on('update', changed);
  informer.on('delete', changed);
  informer.on('error', () => setTimeout(() => void informer.start(), 200));
  await informer.start();
}

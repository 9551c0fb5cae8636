import { grouped } from '../../../core/grouped';
import { own } from '../../../core/own';
import { Entity } from '../../../model/entity';
import { SidecarSpec } from '../../../model/istio-specs';
import { KINDS } from '../../../model/kinds';
import { Mesh } from '../../../model/mesh';
import { ProviderUse, providerUses, ServiceProvider } from '../../../model/provider-uses';
import { imports, isMeshDefault, scopedHost } from '../../../model/sidecar-scope';
import { destinationsOf } from '../../../model/virtual-service';
import { Rule } from '../../rule';

export const sidecarHidesProvider: Rule = {
  id: 'sidecar-hides-provider',
  severity: 'error',
  title: 'a Sidecar does not import a service that its proxies need for the mesh itself',
  why: 'Destinations of VirtualServices are imported by themselves, providers of the mesh\'s configuration are not. Proxies then have no cluster '
    + 'for the provider: with '
    + 'external authorization every request is answered with 403, with Zipkin listeners are refused, and logs and spans of others are lost.',
  fix: 'add the provider\'s host to the egress hosts of the Sidecar',
  codes: [],
  bad: `
apiVersion: networking.istio.io/v1
kind: Sidecar
metadata: { name: default, namespace: shop }
spec:
  egress:
    - hosts: ["./*"]
---
apiVersion: security.istio.io/v1
kind: AuthorizationPolicy
metadata: { name: ask, namespace: shop }
spec:
  action: CUSTOM
  provider: { name: ask }
  rules:
    - to:
        - operation: { paths: [/admin/*] }
`,
  mend: { '["./*"]': '["./*", "authorization/*"]' },
  exampleOptions: {
    meshConfig: { extensionProviders: [{ name: 'ask', envoyExtAuthzGrpc: { service: 'ask.authorization.svc.cluster.local', port: 9000 } }] },
  },

  check(mesh, report) {
    if (providerUses(mesh).length === 0) {
      return;
    }
    for (const sidecar of mesh.objects.of<SidecarSpec>(KINDS.sidecar)) {
      const { manifest, spec: { egress = [] } } = sidecar;
      const hosts = egress.flatMap(listener => listener.hosts ?? []).flatMap(host => scopedHost(mesh, sidecar, host) ?? []);
      if (hosts.length === 0) {
        continue;
      }
      const said = new Set<ServiceProvider>();
      for (const { provider, object } of usesFor(mesh, sidecar)) {
        const { host, namespace } = provider;
        if (said.has(provider) || namespace === undefined || imports(hosts, host, namespace) || routedTo(mesh).has(host)) {
          continue;
        }
        said.add(provider);
        const what = provider.authorizes ? 'is asked for permission' : 'takes logs, metrics or spans';
        report(manifest, ['spec', 'egress'], `does not import '${provider.host}', where provider '${provider.name}' of the mesh ${what}`,
          { fix: `add '${provider.namespace}/${provider.host}' to the egress hosts`, others: object ? [object] : [] });
      }
    }
  },
};

function usesFor(mesh: Mesh, sidecar: Entity<SidecarSpec>): ProviderUse[] {
  const { namespace, spec: { workloadSelector } } = sidecar;
  const chosen = workloadSelector?.labels ?? {};
  const isForAll = Object.keys(chosen).length === 0;
  return [...usesIn(mesh, undefined), ...isMeshDefault(mesh, sidecar) ? [] : usesIn(mesh, namespace)].filter(({ labels }) => {
    const others = Object.entries(labels);
    if (others.every(([name, value]) => chosen[name] === value)) {
      return true;
    }
    // Both choose a workload, and no Sidecar stands before this one.
    const together = others.every(([name, value]) => (own(chosen, name) ?? value) === value);
    const isAlone = !isForAll || !namespacesWithSelectors(mesh).has(namespace);
    return together && isAlone && mesh.workloadsWith(namespace, { ...chosen, ...labels }).length > 0;
  });
}

function usesIn(mesh: Mesh, namespace: string | undefined): readonly ProviderUse[] {
  return mesh.once('provider uses by namespace', () => grouped(providerUses(mesh), use => use.namespace)).get(namespace) ?? [];
}

function namespacesWithSelectors(mesh: Mesh): ReadonlySet<string> {
  return mesh.once('namespaces with selecting sidecars', () => new Set(mesh.objects.of<SidecarSpec>(KINDS.sidecar)
    .filter(({ spec }) => spec.workloadSelector).map(({ namespace }) => namespace)));
}

function routedTo(mesh: Mesh): ReadonlySet<string> {
  return mesh.once('hosts of destinations', () => new Set(mesh.virtualServices
    .flatMap(service => destinationsOf(service, mesh.clusterDomain).map(({ host }) => host))));
}

import { serviceOfHost } from './hosts';
import { AuthorizationPolicySpec, PolicySelector, TargetRef, TelemetrySpec } from './istio-specs';
import { KINDS } from './kinds';
import { Mesh } from './mesh';
import { defaultProvidersOf, PROVIDER_USES, providersOf } from './providers';
import { Manifest } from '../manifests/manifest';

/** A provider of the mesh's configuration that is a service which proxies call. */
export interface ServiceProvider {
  readonly name: string;
  readonly host: string;
  /** The namespace of the service; undefined where that is not known. */
  readonly namespace?: string;
  /** Whether it decides which requests are let in. */
  readonly authorizes: boolean;
}

/** What makes proxies of a namespace, or of the mesh, call a provider. */
export interface ProviderUse {
  readonly provider: ServiceProvider;
  /** The namespace whose workloads are meant; undefined for all. */
  readonly namespace?: string;
  /** Labels of the workloads; without any all are meant. */
  readonly labels: { readonly [name: string]: string };
  /** The object that says so; undefined for the mesh's configuration. */
  readonly object?: Manifest;
}

/** Providers that are services, by their names. */
export function serviceProviders(mesh: Mesh): ReadonlyMap<string, ServiceProvider> {
  return mesh.once('service providers', () => new Map((providersOf(mesh) ?? []).flatMap(({ name, type, settings: { service } }) =>
    typeof service === 'string' ? [[name, { name, ...serviceNamed(mesh, service), authorizes: type?.startsWith('envoyExtAuthz') ?? false }] as const] : [])));
}

/** All uses of providers that are services. */
export function providerUses(mesh: Mesh): readonly ProviderUse[] {
  return mesh.once('provider uses', () => {
    const providers = serviceProviders(mesh);
    const uses: ProviderUse[] = [];
    const add = (name: unknown, more: Omit<ProviderUse, 'provider'>) => {
      const provider = typeof name === 'string' ? providers.get(name) : undefined;
      if (provider) {
        uses.push({ provider, ...more });
      }
    };
    const scopeOf = (object: { readonly namespace: string; readonly manifest: Manifest; readonly spec: Targeted }) => ({
      namespace: object.namespace === mesh.rootNamespace ? undefined : object.namespace,
      labels: object.spec.selector?.matchLabels ?? {},
      object: object.manifest,
    });
    for (const use of PROVIDER_USES) {
      defaultProvidersOf(mesh, use).forEach(name => add(name, { labels: {} }));
    }
    for (const policy of mesh.objects.of<AuthorizationPolicySpec>(KINDS.authorizationPolicy)) {
      if (policy.spec.action === 'CUSTOM' && isForPods(policy.spec)) {
        add(policy.spec.provider?.name, scopeOf(policy));
      }
    }
    for (const telemetry of mesh.objects.of<TelemetrySpec>(KINDS.telemetry)) {
      const { tracing = [], metrics = [], accessLogging = [] } = telemetry.spec;
      if (isForPods(telemetry.spec)) {
        [...tracing, ...metrics, ...accessLogging].forEach(one => (one.providers ?? []).forEach(({ name }) => add(name, scopeOf(telemetry))));
      }
    }
    return uses;
  });
}

/** A service as providers name it: its host, before which its namespace and a slash may stand. */
function serviceNamed(mesh: Mesh, service: string): Pick<ServiceProvider, 'host' | 'namespace'> {
  const slash = service.indexOf('/');
  const host = service.slice(slash + 1);
  if (slash >= 0) {
    return { host, namespace: service.slice(0, slash) };
  }
  const [known] = mesh.hostsCalled(host);
  return { host, namespace: known ? known.namespace : serviceOfHost(host, mesh.clusterDomain)?.namespace };
}

interface Targeted {
  readonly selector?: PolicySelector;
  readonly targetRef?: TargetRef;
  readonly targetRefs?: readonly TargetRef[];
}

/** Whether an object chooses workloads by labels, rather than a gateway or a waypoint. */
function isForPods({ targetRef, targetRefs = [] }: Targeted): boolean {
  return !targetRef && targetRefs.length === 0;
}

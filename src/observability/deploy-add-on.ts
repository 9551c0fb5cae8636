import { Construct } from 'constructs';
import { Json, MeshObject } from '../core/mesh-object';

/** A server of the stack. */
export interface AddOnServer {
  readonly name: string;
  readonly namespace: string;
  readonly image: string;
  /** The user of its image, as a number: the kubelet cannot tell of a name whether it is root. */
  readonly user: number;
  readonly args?: string[];
  readonly command?: string[];
  readonly env?: Json[];
  readonly ports: readonly { readonly name: string; readonly port: number }[];
  readonly health: { readonly port: string; readonly ready: string; readonly alive: string };
  readonly resources: { readonly cpu: string; readonly memory: string };
  readonly memoryLimit: string;
  readonly volumes: Json[];
  readonly mounts: Json[];
  /** The port at which Prometheus reads its metrics; it reads its own without being told. */
  readonly metricsPort?: number;
  /** Whether it asks Kubernetes for anything. */
  readonly asksKubernetes: boolean;
  /** Whether two pods at once would fight for the data. */
  readonly ownsData: boolean;
}

/** Writes the ServiceAccount, the Service and the Deployment of a server that stands outside of the mesh. */
export function deployAddOn(scope: Construct, server: AddOnServer): void {
  const { name, namespace, user, ports, health } = server;
  const labels = { app: name };
  const where = { name, namespace, labels };
  new MeshObject(scope, `${name}-account`, {
    apiVersion: 'v1',
    kind: 'ServiceAccount',
    ...where,
    fields: server.asksKubernetes ? {} : { automountServiceAccountToken: false },
  });
  new MeshObject(scope, `${name}-service`, {
    apiVersion: 'v1',
    kind: 'Service',
    ...where,
    fields: { spec: { selector: labels, ports: ports.map(one => ({ ...one, targetPort: one.port })) } },
  });
  new MeshObject(scope, name, {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    ...where,
    fields: {
      spec: {
        replicas: 1,
        selector: { matchLabels: labels },
        ...(server.ownsData ? { strategy: { type: 'Recreate' } } : {}),
        template: {
          metadata: {
            labels: { ...labels, 'sidecar.istio.io/inject': 'false' },
            annotations: server.metricsPort === undefined ? undefined : { 'prometheus.io/scrape': 'true', 'prometheus.io/port': String(server.metricsPort) },
          },
          spec: {
            serviceAccountName: name,
            securityContext: { runAsNonRoot: true, runAsUser: user, runAsGroup: user, fsGroup: user, seccompProfile: { type: 'RuntimeDefault' } },
            containers: [{
              name,
              image: server.image,
              command: server.command,
              args: server.args,
              env: server.env,
              ports: ports.map(one => ({ name: one.name, containerPort: one.port })),
              readinessProbe: { httpGet: { path: health.ready, port: health.port } },
              livenessProbe: { httpGet: { path: health.alive, port: health.port }, initialDelaySeconds: 30, failureThreshold: 6 },
              resources: { requests: server.resources, limits: { memory: server.memoryLimit } },
              securityContext: { allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] }, readOnlyRootFilesystem: true },
              volumeMounts: server.mounts,
            }],
            volumes: server.volumes,
          },
        },
      },
    },
  });
}

/** Lets an account read: in the namespaces that are given, else in all. */
export function allowReading(
  scope: Construct, account: { name: string; namespace: string }, rules: Json[], namespaces: readonly string[] | undefined,
): void {
  // What is not of one namespace has a name in which its own one stands, so that a second stack has room beside it.
  const name = `${account.name}-${account.namespace}`;
  const labels = { app: account.name };
  const subjects = [{ kind: 'ServiceAccount', ...account }];
  const [role, binding] = namespaces ? ['Role', 'RoleBinding'] : ['ClusterRole', 'ClusterRoleBinding'];
  for (const namespace of namespaces ?? [null]) {
    const suffix = namespace === null ? '' : `-${namespace}`;
    const common = { apiVersion: 'rbac.authorization.k8s.io/v1', name, namespace, labels };
    new MeshObject(scope, `${account.name}-role${suffix}`, { ...common, kind: role, fields: { rules } });
    new MeshObject(scope, `${account.name}-binding${suffix}`, {
      ...common, kind: binding, fields: { roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: role, name }, subjects },
    });
  }
}

/** The ConfigMap of a server's configuration. */
export function addConfiguration(scope: Construct, name: string, namespace: string, data: unknown): void {
  new MeshObject(scope, `${name}-configuration`, { apiVersion: 'v1', kind: 'ConfigMap', name, namespace, labels: { app: name }, fields: { data } });
}

import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Api, type Manifest } from './api.js';
import { profile, type HelmValues } from './istioctl.js';
import { parse } from './manifests.js';
import { activeMeshConfig, installedMeshConfig, MESH_CONFIG_FILE, type MeshConfig, writeMeshConfig } from './mesh-config.js';
import { createBridge, GATEWAY, POD_RANGE, SERVICE_RANGE, sh } from './network.js';
import { serveNames } from './names.js';
import { HOME, start } from './processes.js';
import { until } from './wait.js';

export const API_SERVER = `https://${GATEWAY}:16443`;
export const ADMIN_TOKEN = 'lab-admin';
const ISTIOD_PORTS = [['grpc-xds', 15010], ['https-dns', 15012], ['https-webhook', 15017], ['http-monitoring', 15014]] as const;

const KUBECONFIG = `
apiVersion: v1
kind: Config
clusters: [{ name: lab, cluster: { server: '${API_SERVER}', insecure-skip-tls-verify: true } }]
users: [{ name: admin, user: { token: ${ADMIN_TOKEN} } }]
contexts: [{ name: lab, context: { cluster: lab, user: admin } }]
current-context: lab
`;

/** What a cluster among others has of its own. */
export interface ClusterIdentity {
  /** Values with which its Istio is installed. */
  readonly values: HelmValues;
  /** The address by which others reach its API server, whose certificate is for it. */
  readonly node: string;
  /** Where its nodes are. */
  readonly region: string;
  /** Files of the authority that its istiod issues certificates by, as the Secret `cacerts` has them. */
  readonly authority: Record<string, string>;
}

/**
 * etcd, the API server with Istio's webhooks, its controllers, kube-proxy, DNS and istiod.
 *
 * @param options further ones of the API server
 */
export async function startControlPlane(bin: string, cluster?: ClusterIdentity, options: readonly string[] = []): Promise<Api> {
  await mkdir(HOME, { recursive: true });
  await createBridge();
  const kubeconfig = join(HOME, 'kubeconfig');
  await writeFile(kubeconfig, KUBECONFIG);
  await writeFile(join(HOME, 'tokens.csv'), `${ADMIN_TOKEN},admin,admin,system:masters\n`);
  await sh(`openssl genrsa -out ${HOME}/sa.key 2048 2>/dev/null`);

  start('etcd', [`${bin}/etcd`, '--data-dir', `${HOME}/etcd`, '--listen-client-urls', 'http://127.0.0.1:2379', '--advertise-client-urls', 'http://127.0.0.1:2379',
    '--listen-peer-urls', 'http://127.0.0.1:2380', '--initial-advertise-peer-urls', 'http://127.0.0.1:2380', '--initial-cluster', 'default=http://127.0.0.1:2380', '--unsafe-no-fsync']);
  start('kube-apiserver', [`${bin}/kube-apiserver`, '--etcd-servers', 'http://127.0.0.1:2379', '--bind-address', '0.0.0.0', '--advertise-address', cluster?.node ?? GATEWAY, '--secure-port', '16443',
    '--cert-dir', `${HOME}/certs`, '--service-account-issuer', 'https://kubernetes.default.svc', '--service-account-key-file', `${HOME}/sa.key`,
    '--service-account-signing-key-file', `${HOME}/sa.key`, '--api-audiences', 'https://kubernetes.default.svc,istio-ca', '--token-auth-file', `${HOME}/tokens.csv`,
    '--authorization-mode', 'Node,RBAC', '--service-cluster-ip-range', SERVICE_RANGE, '--endpoint-reconciler-type', 'none',
    // As kubeadm and managed clusters have it.
    '--allow-privileged=true',
    // The webhooks are reached by their endpoints: the API server has no proxy of its own.
    '--enable-aggregator-routing=true', '--enable-priority-and-fairness=false', ...options]);
  const api = await Api.fromFile(kubeconfig, bin);
  // Its controllers give up where it is not well ten seconds after they have started.
  await until('kube-apiserver', () => api.healthy());
  start('kube-controller-manager', [`${bin}/kube-controller-manager`, '--kubeconfig', kubeconfig, '--service-account-private-key-file', `${HOME}/sa.key`,
    '--root-ca-file', `${HOME}/certs/apiserver.crt`, '--use-service-account-credentials=false', '--leader-elect=false', '--bind-address', '127.0.0.1',
    // There is one node, made by the lab, and nobody renews its lease.
    '--controllers', '*,-node-ipam-controller,-node-lifecycle-controller,-taint-eviction-controller']);
  await api.apply(...parse(await readFile(`${bin}/crds.yaml`, 'utf8')));
  await installIstio(api, bin, kubeconfig, cluster);
  await serveNames(api);
  return api;
}

/** As an upgrade with other values does it: what istiod is configured with changes, and it goes on. */
export async function reconfigure(api: Api, bin: string, values: HelmValues): Promise<void> {
  const configuration = (await profile(bin, 'minimal', values)).filter(({ kind }) => kind === 'ConfigMap');
  await api.apply(...configuration);
  const wanted = installedMeshConfig(configuration);
  await writeMeshConfig(wanted);
  const told = ({ trustDomain, trustDomainAliases = [] }: MeshConfig) => JSON.stringify([trustDomain, trustDomainAliases]);
  await until('istiod is configured anew', async () => told(await activeMeshConfig()) === told(wanted));
}

/** kube-proxy runs when the node is there. */
export function startKubeProxy(bin: string): void {
  start('kube-proxy', [`${bin}/kube-proxy`, '--kubeconfig', join(HOME, 'kubeconfig'), '--hostname-override', 'lab', '--proxy-mode', 'iptables', '--cluster-cidr', POD_RANGE,
    '--conntrack-max-per-core', '0', '--conntrack-tcp-timeout-established', '0', '--conntrack-tcp-timeout-close-wait', '0', '--iptables-min-sync-period', '0s',
    '--healthz-bind-address', '127.0.0.1:10256', '--metrics-bind-address', '127.0.0.1:10249']);
}

/** Istio's own manifests but for its Deployment: istiod is a process here, behind a Service without a selector. */
async function installIstio(api: Api, bin: string, kubeconfig: string, cluster?: ClusterIdentity): Promise<void> {
  const skipped = ['Deployment', 'HorizontalPodAutoscaler', 'PodDisruptionBudget', 'CustomResourceDefinition'];
  const manifests = await profile(bin, 'minimal', cluster?.values);
  await writeMeshConfig(cluster && installedMeshConfig(manifests));
  const objects = manifests.filter(object => !skipped.includes(object.kind));
  const clusterId = manifests.find(({ kind, metadata }) => kind === 'Deployment' && metadata.name === 'istiod')!
    .spec.template.spec.containers[0].env.find((one: { name: string }) => one.name === 'CLUSTER_ID').value;
  const authorities = join(HOME, 'cacerts');
  await mkdir(authorities, { recursive: true });
  await Promise.all(Object.entries(cluster?.authority ?? {}).map(([file, text]) => writeFile(join(authorities, file), text)));
  for (const object of objects) {
    if (object.kind === 'ValidatingWebhookConfiguration') {
      // Every object is validated, not only those of the revision.
      object.webhooks.forEach((webhook: Manifest) => delete webhook.objectSelector);
    }
    if (object.kind === 'Service' && object.metadata.name === 'istiod') {
      delete object.spec.selector;
    }
  }
  await api.apply({ apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'istio-system' } });
  await until('Istio installed', async () => { await api.apply(...objects); return true; }, 30);
  await api.apply({
    apiVersion: 'discovery.k8s.io/v1', kind: 'EndpointSlice',
    metadata: { name: 'istiod', namespace: 'istio-system', labels: { 'kubernetes.io/service-name': 'istiod' } },
    addressType: 'IPv4',
    endpoints: [{ addresses: [GATEWAY], conditions: { ready: true } }],
    ports: ISTIOD_PORTS.map(([name, port]) => ({ name, port, protocol: 'TCP' })),
  });
  start('istiod', [`${bin}/pilot-discovery`, 'discovery', '--kubeconfig', kubeconfig, '--meshConfig', MESH_CONFIG_FILE, '--networksConfig', '/nonexistent',
    '--httpAddr', ':18080', '--httpsAddr', ':15017', '--grpcAddr', ':15010', '--secureGRPCAddr', ':15012', '--monitoringAddr', ':15014', '--ctrlz_address', '127.0.0.1'], {
    cwd: HOME,
    env: {
      ...process.env, POD_NAMESPACE: 'istio-system', POD_NAME: 'istiod', REVISION: 'default', CLUSTER_ID: clusterId, ROOT_CA_DIR: authorities,
      PILOT_ENABLE_ALPN_FILTER: 'false', PILOT_ENABLE_METADATA_EXCHANGE: 'false',
      INJECTION_WEBHOOK_CONFIG_NAME: 'istio-sidecar-injector', VALIDATION_WEBHOOK_CONFIG_NAME: 'istio-validator-istio-system', ISTIOD_CUSTOM_HOST: 'istiod.istio-system.svc',
    },
  });
  const configuration = (kind: string, name: string) => api.read({ apiVersion: 'admissionregistration.k8s.io/v1', kind, metadata: { name } });
  await until('the injection webhook', async () => (await configuration('MutatingWebhookConfiguration', 'istio-sidecar-injector')).webhooks.every((one: Manifest) => one.clientConfig.caBundle));
  await until('the validation webhook', async () => (await configuration('ValidatingWebhookConfiguration', 'istio-validator-istio-system')).webhooks.every((one: Manifest) => one.failurePolicy === 'Fail'));
  await until('istiod', async () => (await fetch(`http://${GATEWAY}:18080/ready`)).ok);
}

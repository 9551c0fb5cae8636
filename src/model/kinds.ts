/** Kinds as the model knows them: the group, without a version, and the kind; Kubernetes' first group has no name. */
export const KINDS = {
  namespace: 'Namespace',
  service: 'Service',
  pod: 'Pod',
  serviceAccount: 'ServiceAccount',
  secret: 'Secret',
  configMap: 'ConfigMap',
  deployment: 'apps/Deployment',
  statefulSet: 'apps/StatefulSet',
  daemonSet: 'apps/DaemonSet',
  replicaSet: 'apps/ReplicaSet',
  job: 'batch/Job',
  cronJob: 'batch/CronJob',
  ingress: 'networking.k8s.io/Ingress',
  virtualService: 'networking.istio.io/VirtualService',
  destinationRule: 'networking.istio.io/DestinationRule',
  gateway: 'networking.istio.io/Gateway',
  serviceEntry: 'networking.istio.io/ServiceEntry',
  workloadEntry: 'networking.istio.io/WorkloadEntry',
  workloadGroup: 'networking.istio.io/WorkloadGroup',
  sidecar: 'networking.istio.io/Sidecar',
  envoyFilter: 'networking.istio.io/EnvoyFilter',
  proxyConfig: 'networking.istio.io/ProxyConfig',
  authorizationPolicy: 'security.istio.io/AuthorizationPolicy',
  peerAuthentication: 'security.istio.io/PeerAuthentication',
  requestAuthentication: 'security.istio.io/RequestAuthentication',
  telemetry: 'telemetry.istio.io/Telemetry',
  wasmPlugin: 'extensions.istio.io/WasmPlugin',
  k8sGateway: 'gateway.networking.k8s.io/Gateway',
  gatewayClass: 'gateway.networking.k8s.io/GatewayClass',
  httpRoute: 'gateway.networking.k8s.io/HTTPRoute',
  grpcRoute: 'gateway.networking.k8s.io/GRPCRoute',
  referenceGrant: 'gateway.networking.k8s.io/ReferenceGrant',
} as const;

/** A kind that the model knows, or any other in the same form. */
export type KindKey = string;

/** The kind of an object. */
export function kindKey(apiVersion: string, kind: string): KindKey {
  const slash = apiVersion.indexOf('/');
  return slash < 0 ? kind : `${apiVersion.slice(0, slash)}/${kind}`;
}

/**
 * What Kubernetes' validation asks of fields of its own kinds beyond its OpenAPI documents, which have types and little more: pkg/apis/.../validation of the Go module
 * k8s.io/kubernetes. Only what holds for a field by itself, or for which of several fields are there; what needs more is a rule of the checks.
 */

/** Keywords that a schema gets besides its own. */
export interface Keywords {
  readonly enum?: readonly string[];
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly minProperties?: number;
  readonly pattern?: string;
  /** What a text is that matches the pattern. */
  readonly description?: string;
  readonly required?: readonly string[];
  readonly items?: Keywords;
}

interface Tightening {
  /** Fields that must be there. */
  readonly required?: readonly string[];
  readonly fields?: { readonly [name: string]: Keywords };
  /** Of each of these fields one at most. */
  readonly atMostOne?: readonly (readonly string[])[];
  /** Of these fields one. */
  readonly exactlyOne?: readonly string[];
  readonly minProperties?: number;
}

/** A field that is left out where it is empty, as strings of Go are that are no pointers. */
const oneOfOrNone = (...values: string[]): Keywords => ({ enum: ['', ...values] });
const oneOf = (...values: string[]): Keywords => ({ enum: values });
const between = (minimum: number, maximum: number): Keywords => ({ minimum, maximum });
const SOME: Keywords = { minLength: 1 };
const NOT_NEGATIVE: Keywords = { minimum: 0 };

const LABEL = '[a-z0-9]([-a-z0-9]*[a-z0-9])?';
const DNS_LABEL: Keywords = { pattern: `^${LABEL}$`, maxLength: 63, description: 'lower-case letters, digits and \'-\', with a letter or digit at the beginning and end' };
const SUBDOMAIN: Keywords = { pattern: `^${LABEL}(\\.${LABEL})*$`, maxLength: 253, description: 'lower-case letters, digits, \'-\' and \'.\', as names of DNS are' };
const orNone = ({ pattern, ...keywords }: Keywords): Keywords => ({ ...keywords, pattern: `^(${pattern!.slice(1, -1)})?$` });
const QUALIFIED: Keywords = {
  pattern: `^(${LABEL}(\\.${LABEL})*/)?[A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?$`,
  description: 'up to 63 letters, digits, and \'-\', \'_\' or \'.\' between them, perhaps behind a domain and \'/\'',
};
const LABEL_VALUE: Keywords = { pattern: '^([A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?)?$', description: 'up to 63 letters, digits, and \'-\', \'_\' or \'.\' between them' };
const PATH_SEGMENT: Keywords = { pattern: '^(?!\\.{1,2}$)[^/%]+$', description: 'a name without \'/\' and \'%\'' };
const CONFIG_KEY: Keywords = { pattern: '^(?!\\.\\.)(?!\\.$)[-._a-zA-Z0-9]{1,253}$', description: 'letters, digits, \'-\', \'_\' and \'.\'' };
const ENVIRONMENT_NAME: Keywords = { pattern: '^[ -<>-~]+$', description: 'printable ASCII without \'=\'' };

const PORT_NAME = '(?=[-0-9]*[a-z])(?!.*--)[a-z0-9]([-a-z0-9]{0,13}[a-z0-9])?';
const PORT = between(1, 65535);
const PORT_OR_NONE = between(0, 65535);
const A_PORT = 'a number without quotes, or the name of a port: up to 15 lower-case letters, digits and single \'-\', with a letter';
const NAME_OF_PORT = 'up to 15 lower-case letters, digits and single \'-\', with a letter';
const PORT_OR_NAME: Keywords = { ...PORT, pattern: `^${PORT_NAME}$`, description: A_PORT };
const PROTOCOL = ['TCP', 'UDP', 'SCTP'];
const AMOUNT_OR_PERCENT: Keywords = { minimum: 0, pattern: '^[0-9]+%$', description: 'a number without quotes, or percents as 25%' };
const SHARE_OR_AMOUNT: Keywords = { minimum: 0, pattern: '^0*(100|[0-9]{1,2})%$', description: 'a number without quotes, or up to 100%' };
const FILE_MODE = between(0, 0o777);
const LOCAL_PATH: Keywords = { pattern: '^(?!/)(?!(.*/)?\\.\\.(/|$)).*$', description: 'a relative path without \'..\'' };
const PROFILE = oneOf('Unconfined', 'RuntimeDefault', 'Localhost');

const CONTAINER: Tightening = {
  required: ['image'],
  fields: {
    name: DNS_LABEL,
    image: { minLength: 1, pattern: '^(\\S([\\s\\S]*\\S)?)?$', description: 'a name without blanks around it' },
    imagePullPolicy: oneOfOrNone('Always', 'IfNotPresent', 'Never'),
    restartPolicy: oneOf('Always', 'OnFailure', 'Never'),
    terminationMessagePolicy: oneOfOrNone('File', 'FallbackToLogsOnError'),
  },
};

const VOLUME_SOURCES = [
  'awsElasticBlockStore', 'azureDisk', 'azureFile', 'cephfs', 'cinder', 'configMap', 'csi', 'downwardAPI', 'emptyDir', 'ephemeral', 'fc', 'flexVolume', 'flocker',
  'gcePersistentDisk', 'gitRepo', 'glusterfs', 'hostPath', 'image', 'iscsi', 'nfs', 'persistentVolumeClaim', 'photonPersistentDisk', 'portworxVolume', 'projected',
  'quobyte', 'rbd', 'scaleIO', 'secret', 'storageos', 'vsphereVolume',
];

const QUOTA_SCOPES = ['Terminating', 'NotTerminating', 'BestEffort', 'NotBestEffort', 'PriorityClass', 'CrossNamespacePodAffinity', 'VolumeAttributesClass'];

const WORKLOAD: Tightening = { required: ['spec'] };

/** By definition. */
const TIGHTENINGS: { readonly [definition: string]: Tightening } = {
  'apps.v1.DaemonSet': WORKLOAD,
  'apps.v1.DaemonSetSpec': { fields: { minReadySeconds: NOT_NEGATIVE, revisionHistoryLimit: NOT_NEGATIVE } },
  'apps.v1.DaemonSetUpdateStrategy': { fields: { type: oneOfOrNone('RollingUpdate', 'OnDelete') } },
  'apps.v1.Deployment': WORKLOAD,
  'apps.v1.DeploymentSpec': { fields: { replicas: NOT_NEGATIVE, minReadySeconds: NOT_NEGATIVE, revisionHistoryLimit: NOT_NEGATIVE, progressDeadlineSeconds: NOT_NEGATIVE } },
  'apps.v1.DeploymentStrategy': { fields: { type: oneOfOrNone('Recreate', 'RollingUpdate') } },
  'apps.v1.ReplicaSet': WORKLOAD,
  'apps.v1.ReplicaSetSpec': { required: ['template'], fields: { replicas: NOT_NEGATIVE, minReadySeconds: NOT_NEGATIVE } },
  'apps.v1.RollingUpdateDaemonSet': { fields: { maxSurge: SHARE_OR_AMOUNT, maxUnavailable: SHARE_OR_AMOUNT } },
  'apps.v1.RollingUpdateDeployment': { fields: { maxSurge: AMOUNT_OR_PERCENT, maxUnavailable: SHARE_OR_AMOUNT } },
  'apps.v1.RollingUpdateStatefulSetStrategy': { fields: { partition: NOT_NEGATIVE } },
  'apps.v1.StatefulSet': WORKLOAD,
  'apps.v1.StatefulSetOrdinals': { fields: { start: NOT_NEGATIVE } },
  'apps.v1.StatefulSetPersistentVolumeClaimRetentionPolicy': { fields: { whenDeleted: oneOfOrNone('Retain', 'Delete'), whenScaled: oneOfOrNone('Retain', 'Delete') } },
  'apps.v1.StatefulSetSpec': {
    fields: { replicas: NOT_NEGATIVE, minReadySeconds: NOT_NEGATIVE, podManagementPolicy: oneOfOrNone('OrderedReady', 'Parallel'), serviceName: orNone(DNS_LABEL) },
  },
  'apps.v1.StatefulSetUpdateStrategy': { fields: { type: oneOfOrNone('RollingUpdate', 'OnDelete') } },

  'autoscaling.v1.HorizontalPodAutoscalerSpec': { fields: { maxReplicas: { minimum: 1 }, minReplicas: { minimum: 1 }, targetCPUUtilizationPercentage: { minimum: 1 } } },
  'autoscaling.v1.CrossVersionObjectReference': { fields: { kind: PATH_SEGMENT, name: PATH_SEGMENT } },
  'autoscaling.v2.CrossVersionObjectReference': { fields: { kind: PATH_SEGMENT, name: PATH_SEGMENT } },
  'autoscaling.v2.HPAScalingPolicy': { fields: { type: oneOf('Pods', 'Percent'), value: { minimum: 1 }, periodSeconds: between(1, 1800) } },
  'autoscaling.v2.HPAScalingRules': { fields: { selectPolicy: oneOf('Max', 'Min', 'Disabled'), stabilizationWindowSeconds: between(0, 3600) } },
  'autoscaling.v2.HorizontalPodAutoscalerSpec': { fields: { maxReplicas: { minimum: 1 }, minReplicas: { minimum: 1 } } },
  'autoscaling.v2.MetricIdentifier': { fields: { name: PATH_SEGMENT } },
  'autoscaling.v2.MetricSpec': {
    fields: { type: oneOf('ContainerResource', 'External', 'Object', 'Pods', 'Resource') },
    exactlyOne: ['containerResource', 'external', 'object', 'pods', 'resource'],
  },
  'autoscaling.v2.MetricTarget': { fields: { type: oneOf('Utilization', 'Value', 'AverageValue'), averageUtilization: { minimum: 1 } } },
  'autoscaling.v2.ResourceMetricSource': { fields: { name: SOME } },

  'batch.v1.CronJobSpec': {
    fields: {
      schedule: SOME,
      concurrencyPolicy: oneOfOrNone('Allow', 'Forbid', 'Replace'),
      startingDeadlineSeconds: NOT_NEGATIVE,
      successfulJobsHistoryLimit: NOT_NEGATIVE,
      failedJobsHistoryLimit: NOT_NEGATIVE,
      timeZone: SOME,
    },
  },
  'batch.v1.Job': WORKLOAD,
  'batch.v1.JobSpec': {
    fields: {
      activeDeadlineSeconds: NOT_NEGATIVE,
      backoffLimit: NOT_NEGATIVE,
      backoffLimitPerIndex: NOT_NEGATIVE,
      completionMode: oneOf('NonIndexed', 'Indexed'),
      completions: NOT_NEGATIVE,
      maxFailedIndexes: NOT_NEGATIVE,
      parallelism: NOT_NEGATIVE,
      podReplacementPolicy: oneOf('Failed', 'TerminatingOrFailed'),
      ttlSecondsAfterFinished: NOT_NEGATIVE,
    },
  },
  'batch.v1.PodFailurePolicyOnExitCodesRequirement': { fields: { operator: oneOf('In', 'NotIn') } },
  'batch.v1.PodFailurePolicyRule': { fields: { action: oneOf('Count', 'FailIndex', 'FailJob', 'Ignore') } },
  'batch.v1.JobTemplateSpec': WORKLOAD,

  'core.v1.AppArmorProfile': { fields: { type: PROFILE } },
  'core.v1.CSIVolumeSource': { fields: { driver: SOME } },
  'core.v1.ClientIPConfig': { fields: { timeoutSeconds: between(1, 86400) } },
  'core.v1.ConfigMapEnvSource': { required: ['name'], fields: { name: SUBDOMAIN } },
  'core.v1.ConfigMapKeySelector': { required: ['name'], fields: { name: SUBDOMAIN, key: CONFIG_KEY } },
  'core.v1.ConfigMapProjection': { required: ['name'], fields: { name: SOME } },
  'core.v1.ConfigMapVolumeSource': { required: ['name'], fields: { name: SOME, defaultMode: FILE_MODE } },
  'core.v1.Container': CONTAINER,
  'core.v1.ContainerPort': {
    fields: { containerPort: PORT, hostPort: PORT_OR_NONE, name: orNone({ pattern: `^${PORT_NAME}$`, description: NAME_OF_PORT }), protocol: oneOfOrNone(...PROTOCOL) },
  },
  'core.v1.DownwardAPIVolumeFile': {
    exactlyOne: ['fieldRef', 'resourceFieldRef'],
    fields: { path: { ...LOCAL_PATH, minLength: 1 }, mode: FILE_MODE },
  },
  'core.v1.DownwardAPIVolumeSource': { fields: { defaultMode: FILE_MODE } },
  'core.v1.ContainerResizePolicy': { fields: { resourceName: oneOf('cpu', 'memory'), restartPolicy: oneOf('NotRequired', 'RestartContainer') } },
  'core.v1.ContainerRestartRule': { fields: { action: oneOf('Restart', 'RestartAllContainers') } },
  'core.v1.ContainerRestartRuleOnExitCodes': { fields: { operator: oneOf('In', 'NotIn') } },
  'core.v1.EndpointAddress': { fields: { hostname: orNone(DNS_LABEL), nodeName: SUBDOMAIN } },
  'core.v1.EndpointPort': { fields: { appProtocol: QUALIFIED, name: orNone(DNS_LABEL), port: PORT, protocol: oneOfOrNone(...PROTOCOL) } },
  'core.v1.EnvFromSource': { exactlyOne: ['configMapRef', 'secretRef'], fields: { prefix: orNone(ENVIRONMENT_NAME) } },
  'core.v1.EnvVar': { fields: { name: ENVIRONMENT_NAME } },
  'core.v1.EnvVarSource': { exactlyOne: ['configMapKeyRef', 'fieldRef', 'fileKeyRef', 'resourceFieldRef', 'secretKeyRef'] },
  'core.v1.ExecAction': { required: ['command'], fields: { command: { minItems: 1 } } },
  'core.v1.GRPCAction': { fields: { port: PORT } },
  'core.v1.HTTPGetAction': { fields: { port: PORT_OR_NAME, scheme: oneOfOrNone('HTTP', 'HTTPS') } },
  'core.v1.HTTPHeader': { fields: { name: { pattern: '^[-A-Za-z0-9]+$', description: 'letters, digits and \'-\'' } } },
  'core.v1.HostAlias': { fields: { hostnames: { items: SUBDOMAIN } } },
  'core.v1.HostPathVolumeSource': {
    fields: {
      path: SOME,
      type: oneOfOrNone('DirectoryOrCreate', 'Directory', 'FileOrCreate', 'File', 'Socket', 'CharDevice', 'BlockDevice'),
    },
  },
  'core.v1.KeyToPath': { fields: { key: SOME, path: { ...LOCAL_PATH, minLength: 1 }, mode: FILE_MODE } },
  'core.v1.LifecycleHandler': { exactlyOne: ['exec', 'httpGet', 'sleep', 'tcpSocket'] },
  'core.v1.NFSVolumeSource': { fields: { server: SOME, path: SOME } },
  'core.v1.NodeSelector': { fields: { nodeSelectorTerms: { minItems: 1 } } },
  'core.v1.ObjectFieldSelector': {
    fields: { fieldPath: { pattern: '^(metadata\\.(name|namespace|uid|(labels|annotations)(\\[\'.*\'\\])?)|spec\\.(nodeName|serviceAccountName)|status\\.(hostIPs?|podIPs?))$' } },
  },
  'core.v1.PersistentVolumeClaim': WORKLOAD,
  'core.v1.PersistentVolumeClaimSpec': {
    required: ['accessModes', 'resources'],
    fields: {
      accessModes: { minItems: 1, items: oneOf('ReadWriteOnce', 'ReadOnlyMany', 'ReadWriteMany', 'ReadWriteOncePod') },
      storageClassName: orNone(SUBDOMAIN),
      volumeAttributesClassName: orNone(SUBDOMAIN),
      volumeMode: oneOf('Block', 'Filesystem'),
    },
  },
  'core.v1.PersistentVolumeClaimVolumeSource': { fields: { claimName: SOME } },
  'core.v1.Pod': WORKLOAD,
  'core.v1.PodAffinityTerm': { fields: { topologyKey: SOME } },
  'core.v1.PodDNSConfig': { fields: { searches: { items: { pattern: '^\\.?$|^_?[a-z0-9]([-_a-z0-9]*[a-z0-9])?(\\._?[a-z0-9]([-_a-z0-9]*[a-z0-9])?)*\\.?$', description: 'names of DNS' } } } },
  'core.v1.PodOS': { fields: { name: oneOf('linux', 'windows') } },
  'core.v1.PodSecurityContext': {
    fields: {
      fsGroup: between(0, 2 ** 31 - 1),
      fsGroupChangePolicy: oneOf('OnRootMismatch', 'Always'),
      runAsGroup: between(0, 2 ** 31 - 1),
      runAsUser: between(0, 2 ** 31 - 1),
    },
  },
  'core.v1.PodSpec': {
    fields: {
      activeDeadlineSeconds: between(1, 2 ** 31 - 1),
      containers: { minItems: 1 },
      dnsPolicy: oneOfOrNone('ClusterFirst', 'ClusterFirstWithHostNet', 'Default', 'None'),
      hostname: orNone(DNS_LABEL),
      nodeName: orNone(SUBDOMAIN),
      preemptionPolicy: oneOf('PreemptLowerPriority', 'Never'),
      priorityClassName: orNone(SUBDOMAIN),
      restartPolicy: oneOfOrNone('Always', 'OnFailure', 'Never'),
      runtimeClassName: SUBDOMAIN,
      serviceAccount: orNone(SUBDOMAIN),
      serviceAccountName: orNone(SUBDOMAIN),
      subdomain: orNone(DNS_LABEL),
    },
  },
  'core.v1.PodTemplateSpec': WORKLOAD,
  'core.v1.PreferredSchedulingTerm': { fields: { weight: between(1, 100) } },
  'core.v1.Probe': {
    exactlyOne: ['exec', 'grpc', 'httpGet', 'tcpSocket'],
    fields: {
      failureThreshold: NOT_NEGATIVE,
      initialDelaySeconds: NOT_NEGATIVE,
      periodSeconds: NOT_NEGATIVE,
      successThreshold: NOT_NEGATIVE,
      terminationGracePeriodSeconds: { minimum: 1 },
      timeoutSeconds: NOT_NEGATIVE,
    },
  },
  'core.v1.ProjectedVolumeSource': { fields: { defaultMode: FILE_MODE } },
  'core.v1.ResourceFieldSelector': { fields: { resource: { pattern: '^(limits|requests)\\.(cpu|memory|ephemeral-storage|hugepages-.*)$' } } },
  'core.v1.ResourceQuotaSpec': { fields: { scopes: { items: oneOf(...QUOTA_SCOPES) } } },
  'core.v1.ScopedResourceSelectorRequirement': { fields: { operator: oneOf('In', 'NotIn', 'Exists', 'DoesNotExist'), scopeName: oneOf(...QUOTA_SCOPES) } },
  'core.v1.SeccompProfile': { fields: { type: PROFILE } },
  'core.v1.SecretEnvSource': { required: ['name'], fields: { name: SUBDOMAIN } },
  'core.v1.SecretKeySelector': { required: ['name'], fields: { name: SUBDOMAIN, key: CONFIG_KEY } },
  'core.v1.SecretProjection': { required: ['name'], fields: { name: SOME } },
  'core.v1.SecretVolumeSource': { required: ['secretName'], fields: { secretName: SOME, defaultMode: FILE_MODE } },
  'core.v1.SecurityContext': {
    fields: { procMount: oneOf('Default', 'Unmasked'), runAsGroup: between(0, 2 ** 31 - 1), runAsUser: between(0, 2 ** 31 - 1) },
  },
  'core.v1.ServiceAccountTokenProjection': { fields: { path: { ...LOCAL_PATH, minLength: 1 }, expirationSeconds: between(600, 2 ** 32) } },
  'core.v1.ServicePort': {
    fields: {
      appProtocol: QUALIFIED,
      name: orNone(DNS_LABEL),
      nodePort: PORT_OR_NONE,
      port: PORT,
      protocol: oneOfOrNone(...PROTOCOL),
      targetPort: { ...PORT_OR_NONE, pattern: `^(${PORT_NAME})?$`, description: A_PORT },
    },
  },
  'core.v1.ServiceSpec': {
    fields: {
      clusterIPs: { maxItems: 2 },
      externalTrafficPolicy: oneOfOrNone('Cluster', 'Local'),
      healthCheckNodePort: PORT_OR_NONE,
      internalTrafficPolicy: oneOf('Cluster', 'Local'),
      ipFamilies: { items: oneOf('IPv4', 'IPv6') },
      ipFamilyPolicy: oneOf('SingleStack', 'PreferDualStack', 'RequireDualStack'),
      sessionAffinity: oneOfOrNone('ClientIP', 'None'),
      trafficDistribution: oneOf('PreferClose', 'PreferSameZone', 'PreferSameNode'),
      type: oneOfOrNone('ClusterIP', 'ExternalName', 'LoadBalancer', 'NodePort'),
    },
  },
  'core.v1.SleepAction': { fields: { seconds: NOT_NEGATIVE } },
  'core.v1.Sysctl': { fields: { name: { pattern: '^([a-z0-9]([-_a-z0-9]*[a-z0-9])?[./])*[a-z0-9]([-_a-z0-9]*[a-z0-9])?$', maxLength: 253, description: 'the name of a setting of the kernel' } } },
  'core.v1.TCPSocketAction': { fields: { port: PORT_OR_NAME } },
  'core.v1.Toleration': {
    fields: { effect: oneOfOrNone('NoSchedule', 'PreferNoSchedule', 'NoExecute'), operator: oneOfOrNone('Exists', 'Equal') },
  },
  'core.v1.TopologySpreadConstraint': {
    fields: {
      maxSkew: { minimum: 1 },
      minDomains: { minimum: 1 },
      nodeAffinityPolicy: oneOf('Honor', 'Ignore'),
      nodeTaintsPolicy: oneOf('Honor', 'Ignore'),
      topologyKey: SOME,
      whenUnsatisfiable: oneOf('DoNotSchedule', 'ScheduleAnyway'),
    },
  },
  'core.v1.TypedObjectReference': { fields: { apiGroup: orNone(SUBDOMAIN) } },
  'core.v1.Volume': { fields: { name: DNS_LABEL }, atMostOne: [VOLUME_SOURCES] },
  'core.v1.VolumeDevice': { fields: { name: SOME, devicePath: SOME } },
  'core.v1.VolumeMount': {
    fields: {
      mountPath: SOME,
      mountPropagation: oneOf('Bidirectional', 'HostToContainer', 'None'),
      name: SOME,
      recursiveReadOnly: oneOf('Disabled', 'IfPossible', 'Enabled'),
      subPath: LOCAL_PATH,
      subPathExpr: LOCAL_PATH,
    },
  },
  'core.v1.VolumeProjection': { atMostOne: [['clusterTrustBundle', 'configMap', 'downwardAPI', 'podCertificate', 'secret', 'serviceAccountToken']] },
  'core.v1.VolumeResourceRequirements': { required: ['requests'], fields: { requests: { required: ['storage'] } } },
  'core.v1.WeightedPodAffinityTerm': { fields: { weight: between(1, 100) } },
  'core.v1.WindowsSecurityContextOptions': { fields: { gmsaCredentialSpecName: SUBDOMAIN } },

  'discovery.v1.EndpointSlice': { fields: { addressType: oneOf('IPv4', 'IPv6', 'FQDN') } },
  'discovery.v1.EndpointPort': { fields: { appProtocol: QUALIFIED, name: orNone(DNS_LABEL), protocol: oneOf(...PROTOCOL) } },
  'discovery.v1.Endpoint': { fields: { addresses: { minItems: 1, maxItems: 100 }, hostname: DNS_LABEL, nodeName: SUBDOMAIN } },
  'discovery.v1.ForNode': { fields: { name: SUBDOMAIN } },
  'discovery.v1.ForZone': { fields: { name: LABEL_VALUE } },

  'networking.v1.HTTPIngressPath': { fields: { pathType: oneOf('Exact', 'ImplementationSpecific', 'Prefix'), path: { pattern: '^(/.*)?$', description: 'a path that begins with \'/\'' } } },
  'networking.v1.HTTPIngressRuleValue': { fields: { paths: { minItems: 1 } } },
  'networking.v1.IPBlock': { fields: { cidr: SOME } },
  'networking.v1.Ingress': WORKLOAD,
  'networking.v1.IngressBackend': { exactlyOne: ['resource', 'service'] },
  'networking.v1.IngressClass': WORKLOAD,
  'networking.v1.IngressClassParametersReference': {
    fields: { apiGroup: SUBDOMAIN, kind: PATH_SEGMENT, name: PATH_SEGMENT, scope: oneOf('Cluster', 'Namespace') },
  },
  'networking.v1.IngressClassSpec': { required: ['controller'], fields: { controller: { pattern: `^${LABEL}(\\.${LABEL})*/[-A-Za-z0-9/_.:~!$&'()*+,;=@%]+$`, maxLength: 250 } } },
  'networking.v1.IngressTLS': { fields: { secretName: orNone(SUBDOMAIN) } },
  'networking.v1.IngressServiceBackend': { required: ['port'], fields: { name: DNS_LABEL } },
  'networking.v1.IngressSpec': { fields: { ingressClassName: SUBDOMAIN } },
  'networking.v1.NetworkPolicyPeer': { minProperties: 1, atMostOne: [['ipBlock', 'podSelector'], ['ipBlock', 'namespaceSelector']] },
  'networking.v1.NetworkPolicyPort': { fields: { endPort: PORT, port: PORT_OR_NAME, protocol: oneOf(...PROTOCOL) } },
  'networking.v1.NetworkPolicySpec': { fields: { policyTypes: { items: oneOf('Egress', 'Ingress'), maxItems: 2 } } },
  'networking.v1.ServiceBackendPort': { exactlyOne: ['name', 'number'], fields: { number: PORT, name: { pattern: `^${PORT_NAME}$`, description: NAME_OF_PORT } } },

  'policy.v1.PodDisruptionBudgetSpec': {
    atMostOne: [['maxUnavailable', 'minAvailable']],
    fields: { maxUnavailable: SHARE_OR_AMOUNT, minAvailable: SHARE_OR_AMOUNT, unhealthyPodEvictionPolicy: oneOf('AlwaysAllow', 'IfHealthyBudget') },
  },

  'rbac.v1.AggregationRule': { required: ['clusterRoleSelectors'], fields: { clusterRoleSelectors: { minItems: 1 } } },
  'rbac.v1.PolicyRule': { fields: { verbs: { minItems: 1 } } },
  'rbac.v1.RoleRef': { fields: { apiGroup: oneOfOrNone('rbac.authorization.k8s.io'), kind: oneOf('ClusterRole', 'Role'), name: PATH_SEGMENT } },
  'rbac.v1.Subject': { fields: { apiGroup: oneOfOrNone('rbac.authorization.k8s.io'), kind: oneOf('Group', 'ServiceAccount', 'User'), name: SOME } },

  'scheduling.v1.PriorityClass': { fields: { value: { maximum: 1_000_000_000 }, preemptionPolicy: oneOf('PreemptLowerPriority', 'Never') } },
};

interface Schema {
  readonly [keyword: string]: unknown;
  readonly $ref?: string;
  readonly required?: readonly string[];
  readonly items?: Schema;
  readonly properties?: { readonly [name: string]: Schema };
}

/** Definitions of Kubernetes' kinds with what its validation asks besides. A definition or field that is not there (any more) is an error: its validation may be another. */
export function tightened(definitions: { readonly [name: string]: Schema }): { [name: string]: Schema } {
  const unknown = Object.keys(TIGHTENINGS).filter(name => !Object.hasOwn(definitions, name));
  if (unknown.length > 0) {
    throw new Error(`scripts/kubernetes-validation.ts tightens ${unknown.join(', ')}, which Kubernetes does not have`);
  }
  const resolve = (schema: Schema) => schema.$ref ? definitions[schema.$ref.replace('#/definitions/', '')] : schema;
  return Object.fromEntries(Object.entries(definitions).map(([name, definition]) =>
    [name, Object.hasOwn(TIGHTENINGS, name) ? tighten(definition, TIGHTENINGS[name], name, resolve) : definition]));
}

function tighten(definition: Schema, tightening: Tightening, name: string, resolve: (schema: Schema) => Schema): Schema {
  const { required, fields = {}, atMostOne = [], exactlyOne, minProperties } = tightening;
  const properties: { [field: string]: Schema } = { ...definition.properties };
  const mentioned = [...required ?? [], ...Object.keys(fields), ...atMostOne.flat(), ...exactlyOne ?? []];
  const missing = mentioned.find(field => properties[field] === undefined);
  if (missing !== undefined) {
    throw new Error(`scripts/kubernetes-validation.ts tightens ${name}.${missing}, which Kubernetes does not have`);
  }
  for (const [field, { items, ...keywords }] of Object.entries(fields)) {
    const own = resolve(properties[field]);
    properties[field] = { ...own, ...keywords, ...items && { items: { ...own.items, ...items } as Schema } };
  }
  const only = (field: string) => ({ required: [field] });
  const choices = [
    ...atMostOne.map(choice => ({ oneOf: [{ not: { anyOf: choice.map(only) } }, ...choice.map(only)] })),
    ...exactlyOne ? [{ oneOf: exactlyOne.map(only) }] : [],
  ];
  return {
    ...definition,
    properties,
    ...required && { required: [...new Set([...definition.required ?? [], ...required])] },
    ...minProperties !== undefined && { minProperties },
    ...choices.length === 1 ? choices[0] : choices.length > 1 && { allOf: choices },
  };
}

import { isIP } from 'node:net';
import { configKey, dnsLabel, dnsSubdomain, labelValue, pathSegment, portName, qualifiedName } from './names';
import { checkPodSpec, checkPodTemplate, duplicate, exactlyOne, oneOf, portNumber, PROTOCOLS, Report } from './pod-rules';
import { isObject, JsonObject } from './schema';

/**
 * What the API server asks of Kubernetes' own kinds beyond their schemas: only what is simple and what a manifest
 * for a mesh is likely to get wrong. The object has the structure of its kind already.
 */
export function checkKubernetesRules(object: JsonObject): string[] {
  const problems: string[] = [];
  RULES[object.kind]?.(object, (path, problem) => problem && problems.push(`${path}: ${problem}`));
  return problems;
}

const RULES: Record<string, (object: JsonObject, report: Report) => void> = {
  ClusterRole: checkRole,
  ClusterRoleBinding: checkRoleBinding,
  ConfigMap: checkConfig,
  CronJob: checkCronJob,
  DaemonSet: checkWorkload,
  Deployment: checkWorkload,
  EndpointSlice: checkEndpointSlice,
  HorizontalPodAutoscaler: checkAutoscaler,
  Ingress: checkIngress,
  Job: (job, report) => checkJob('spec', job.spec, report),
  NetworkPolicy: checkNetworkPolicy,
  Pod: checkPod,
  PodDisruptionBudget: checkDisruptionBudget,
  ReplicaSet: checkWorkload,
  Role: checkRole,
  RoleBinding: checkRoleBinding,
  Secret: checkConfig,
  Service: checkService,
  StatefulSet: checkWorkload,
};

function checkPod(pod: JsonObject, report: Report): void {
  if (pod.spec) {
    checkPodSpec('spec', pod.spec, { restartPolicies: ['Always', 'OnFailure', 'Never'] }, report);
  } else {
    report('spec', 'required');
  }
}

function checkWorkload(workload: JsonObject, report: Report): void {
  if (!workload.spec) {
    return report('spec', 'required');
  }
  const { replicas, selector, template } = workload.spec;
  if (replicas < 0) {
    report('spec.replicas', `must not be negative, is ${replicas}`);
  }
  checkSelector('spec.selector', selector, report);
  if (selectsEverything(selector)) {
    report('spec.selector', 'an empty selector would select every pod');
  } else if (template && !selects(selector, template.metadata?.labels ?? {})) {
    report('spec.selector', `does not select the template's labels ${JSON.stringify(template.metadata?.labels ?? {})}`);
  }
  const claims = (workload.spec.volumeClaimTemplates ?? []).map((claim: JsonObject) => claim.metadata?.name);
  checkPodTemplate('spec.template', template ?? {}, { restartPolicies: ['Always'], claims }, report);
  if (workload.kind === 'Deployment') {
    checkStrategy('spec.strategy', workload.spec.strategy ?? {}, report);
  }
}

function checkStrategy(path: string, strategy: JsonObject, report: Report): void {
  report(`${path}.type`, oneOf(strategy.type, ['RollingUpdate', 'Recreate']));
  if (strategy.type === 'Recreate' && strategy.rollingUpdate !== undefined) {
    report(`${path}.rollingUpdate`, 'not with type Recreate');
  }
  const { maxSurge, maxUnavailable } = strategy.rollingUpdate ?? {};
  const isZero = (value: unknown) => value === 0 || value === '0%';
  if (isZero(maxSurge) && isZero(maxUnavailable)) {
    report(`${path}.rollingUpdate`, 'maxSurge and maxUnavailable cannot both be zero');
  }
}

function checkJob(path: string, spec: JsonObject | undefined, report: Report): void {
  if (!spec) {
    return report(path, 'required');
  }
  checkPodTemplate(`${path}.template`, spec.template ?? {}, { restartPolicies: ['OnFailure', 'Never'] }, report);
}

function checkCronJob(cronJob: JsonObject, report: Report): void {
  if (!cronJob.spec) {
    return report('spec', 'required');
  }
  if (cronJob.metadata.name?.length > 52) {
    report('metadata.name', 'at most 52 characters: the names of its jobs are made from it');
  }
  const fields = String(cronJob.spec.schedule).trim().split(/\s+/);
  report('spec.schedule', fields.length === 5 || /^@\w+/.test(fields[0]) ? undefined : `${JSON.stringify(cronJob.spec.schedule)} has not five fields`);
  report('spec.concurrencyPolicy', oneOf(cronJob.spec.concurrencyPolicy, ['Allow', 'Forbid', 'Replace']));
  checkJob('spec.jobTemplate.spec', cronJob.spec.jobTemplate?.spec, report);
}

function checkService(service: JsonObject, report: Report): void {
  const spec = service.spec ?? {};
  const ports: JsonObject[] = spec.ports ?? [];
  report('spec.type', oneOf(spec.type, ['ClusterIP', 'NodePort', 'LoadBalancer', 'ExternalName']));
  report('spec.sessionAffinity', oneOf(spec.sessionAffinity, ['None', 'ClientIP']));
  if (spec.type === 'ExternalName') {
    report('spec.externalName', spec.externalName === undefined ? 'required' : dnsSubdomain(spec.externalName));
  } else if (ports.length === 0 && spec.clusterIP !== 'None') {
    report('spec.ports', 'required');
  }
  checkMatchLabels('spec.selector', spec.selector, report);

  const named = new Map<string, string>();
  ports.forEach((port, index) => {
    const at = `spec.ports[${index}]`;
    if (port.name !== undefined) {
      report(`${at}.name`, dnsLabel(port.name) ?? duplicate(named, port.name, at));
    } else if (ports.length > 1) {
      report(`${at}.name`, 'required if there are several ports');
    }
    report(`${at}.port`, portNumber(port.port));
    report(`${at}.protocol`, oneOf(port.protocol, PROTOCOLS));
    report(`${at}.targetPort`, targetPort(port.targetPort));
    report(`${at}.appProtocol`, port.appProtocol === undefined ? undefined : qualifiedName(port.appProtocol));
  });
}

function targetPort(port: unknown): string | undefined {
  return typeof port === 'string' ? portName(port) : port === undefined ? undefined : portNumber(port);
}

function checkConfig(config: JsonObject, report: Report): void {
  const maps = ['data', config.kind === 'Secret' ? 'stringData' : 'binaryData'];
  for (const map of maps) {
    for (const key of Object.keys(config[map] ?? {})) {
      report(`${map}[${JSON.stringify(key)}]`, configKey(key));
    }
  }
  for (const key of Object.keys(config.binaryData ?? {}).filter(name => Object.hasOwn(config.data ?? {}, name))) {
    report(`binaryData[${JSON.stringify(key)}]`, 'the key is in data too');
  }
}

function checkAutoscaler(autoscaler: JsonObject, report: Report): void {
  const { minReplicas = 1, maxReplicas, metrics = [] } = autoscaler.spec ?? {};
  if (!(minReplicas >= 1)) {
    report('spec.minReplicas', `must be at least 1, is ${minReplicas}`);
  }
  if (!(maxReplicas >= minReplicas)) {
    report('spec.maxReplicas', `must be at least the ${minReplicas} of minReplicas, is ${maxReplicas}`);
  }
  metrics.forEach((metric: JsonObject, index: number) => {
    const { type, ...sources } = metric;
    const expected = `${type.charAt(0).toLowerCase()}${type.slice(1)}`;
    report(`spec.metrics[${index}]`, exactlyOne('a metric has one source', sources)
      ?? (sources[expected] ? undefined : `the source of type ${type} is ${expected}`));
  });
}

function checkDisruptionBudget(budget: JsonObject, report: Report): void {
  const { minAvailable, maxUnavailable, selector } = budget.spec ?? {};
  report('spec', minAvailable !== undefined && maxUnavailable !== undefined ? 'minAvailable and maxUnavailable exclude each other' : undefined);
  checkSelector('spec.selector', selector, report);
}

function checkRole(role: JsonObject, report: Report): void {
  (role.rules ?? []).forEach((rule: JsonObject, index: number) => {
    const at = `rules[${index}]`;
    report(`${at}.verbs`, rule.verbs?.length > 0 ? undefined : 'required');
    if (rule.nonResourceURLs?.length > 0) {
      report(at, role.kind === 'Role' ? 'a namespaced role has no nonResourceURLs'
        : rule.resources || rule.apiGroups || rule.resourceNames ? 'nonResourceURLs stand in a rule of their own' : undefined);
    } else {
      report(`${at}.apiGroups`, rule.apiGroups?.length > 0 ? undefined : 'required');
      report(`${at}.resources`, rule.resources?.length > 0 ? undefined : 'required');
    }
  });
}

function checkRoleBinding(binding: JsonObject, report: Report): void {
  const roleKinds = binding.kind === 'RoleBinding' ? ['Role', 'ClusterRole'] : ['ClusterRole'];
  report('roleRef.apiGroup', oneOf(binding.roleRef.apiGroup, ['rbac.authorization.k8s.io']));
  report('roleRef.kind', oneOf(binding.roleRef.kind, roleKinds));
  report('roleRef.name', pathSegment(binding.roleRef.name));
  (binding.subjects ?? []).forEach((subject: JsonObject, index: number) => {
    const at = `subjects[${index}]`;
    const isAccount = subject.kind === 'ServiceAccount';
    report(`${at}.kind`, oneOf(subject.kind, ['ServiceAccount', 'User', 'Group']));
    report(`${at}.apiGroup`, oneOf(subject.apiGroup || undefined, isAccount ? [] : ['rbac.authorization.k8s.io']));
    report(`${at}.name`, isAccount ? dnsSubdomain(subject.name) : undefined);
    if (isAccount && !subject.namespace) {
      report(`${at}.namespace`, 'required');
    }
  });
}

function checkNetworkPolicy(policy: JsonObject, report: Report): void {
  const spec = policy.spec ?? {};
  checkSelector('spec.podSelector', spec.podSelector, report);
  (spec.policyTypes ?? []).forEach((type: string, index: number) => report(`spec.policyTypes[${index}]`, oneOf(type, ['Ingress', 'Egress'])));
  for (const [direction, peers] of [['ingress', 'from'], ['egress', 'to']]) {
    (spec[direction] ?? []).forEach((rule: JsonObject, index: number) => {
      const at = `spec.${direction}[${index}]`;
      (rule.ports ?? []).forEach((port: JsonObject, portIndex: number) => checkPolicyPort(`${at}.ports[${portIndex}]`, port, report));
      (rule[peers] ?? []).forEach((peer: JsonObject, peerIndex: number) => checkPeer(`${at}.${peers}[${peerIndex}]`, peer, report));
    });
  }
}

function checkPolicyPort(path: string, port: JsonObject, report: Report): void {
  report(`${path}.protocol`, oneOf(port.protocol, PROTOCOLS));
  report(`${path}.port`, targetPort(port.port));
  if (port.endPort !== undefined && !(typeof port.port === 'number' && port.endPort >= port.port)) {
    report(`${path}.endPort`, `must follow a numeric port, is ${port.endPort}`);
  }
}

function checkPeer(path: string, peer: JsonObject, report: Report): void {
  const { ipBlock, podSelector, namespaceSelector } = peer;
  if (ipBlock ? podSelector || namespaceSelector : !podSelector && !namespaceSelector) {
    report(path, 'a peer is either an ipBlock or selectors');
  }
  for (const block of ipBlock ? [ipBlock.cidr, ...ipBlock.except ?? []] : []) {
    report(`${path}.ipBlock`, isCidr(block) ? undefined : `${JSON.stringify(block)} is not a CIDR`);
  }
  checkSelector(`${path}.podSelector`, podSelector, report);
  checkSelector(`${path}.namespaceSelector`, namespaceSelector, report);
}

function isCidr(text: string): boolean {
  const [address, bits, ...more] = String(text).split('/');
  return more.length === 0 && /^\d+$/.test(bits ?? '') && Number(bits) <= ({ 4: 32, 6: 128 }[isIP(address)] ?? -1);
}

function checkIngress(ingress: JsonObject, report: Report): void {
  (ingress.spec?.rules ?? []).forEach((rule: JsonObject, index: number) => {
    (rule.http?.paths ?? []).forEach((path: JsonObject, pathIndex: number) => {
      const at = `spec.rules[${index}].http.paths[${pathIndex}]`;
      report(`${at}.pathType`, oneOf(path.pathType, ['Exact', 'Prefix', 'ImplementationSpecific']));
      report(`${at}.path`, path.pathType === 'ImplementationSpecific' || String(path.path).startsWith('/') ? undefined : 'must be an absolute path');
    });
  });
}

function checkEndpointSlice(slice: JsonObject, report: Report): void {
  report('addressType', oneOf(slice.addressType, ['IPv4', 'IPv6', 'FQDN']));
  (slice.ports ?? []).forEach((port: JsonObject, index: number) => port.port !== undefined && report(`ports[${index}].port`, portNumber(port.port)));
}

const SELECTOR_OPERATORS = ['In', 'NotIn', 'Exists', 'DoesNotExist'];

function checkSelector(path: string, selector: JsonObject | undefined, report: Report): void {
  checkMatchLabels(`${path}.matchLabels`, selector?.matchLabels, report);
  (selector?.matchExpressions ?? []).forEach((expression: JsonObject, index: number) => {
    const at = `${path}.matchExpressions[${index}]`;
    report(`${at}.key`, qualifiedName(expression.key));
    report(`${at}.operator`, oneOf(expression.operator, SELECTOR_OPERATORS));
    const needsValues = ['In', 'NotIn'].includes(expression.operator);
    report(`${at}.values`, needsValues === (expression.values?.length > 0) ? undefined : `${needsValues ? 'required' : 'not'} with ${expression.operator}`);
  });
}

function checkMatchLabels(path: string, labels: unknown, report: Report): void {
  for (const [key, value] of Object.entries(isObject(labels) ? labels : {})) {
    report(`${path}[${JSON.stringify(key)}]`, qualifiedName(key));
    report(`${path}[${JSON.stringify(key)}]`, labelValue(value));
  }
}

function selectsEverything(selector: JsonObject | undefined): boolean {
  return !Object.keys(selector?.matchLabels ?? {}).length && !selector?.matchExpressions?.length;
}

/** Whether a label selector selects something that carries these labels. */
export function selects(selector: JsonObject, labels: Record<string, string>): boolean {
  return Object.entries(selector.matchLabels ?? {}).every(([key, value]) => labels[key] === value)
    && (selector.matchExpressions ?? []).every(({ key, operator, values = [] }: JsonObject) => {
      const exists = Object.hasOwn(labels, key);
      const isIn = exists && values.includes(labels[key]);
      return { In: isIn, NotIn: !isIn, Exists: exists, DoesNotExist: !exists }[operator as string];
    });
}

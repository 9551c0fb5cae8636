import { isIP } from 'node:net';
import { configKey, dnsSubdomain, labelValue, pathSegment, qualifiedName } from './names';
import { checkPodSpec, checkPodTemplate, duplicate, oneOf, Report } from './pod-rules';
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
  HorizontalPodAutoscaler: checkAutoscaler,
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
  checkPodSpec('spec', pod.spec, { restartPolicies: ['Always', 'OnFailure', 'Never'] }, report);
}

function checkWorkload(workload: JsonObject, report: Report): void {
  const { selector, template } = workload.spec;
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
  if (strategy.type === 'Recreate' && strategy.rollingUpdate !== undefined) {
    report(`${path}.rollingUpdate`, 'not with type Recreate');
  }
  const { maxSurge, maxUnavailable } = strategy.rollingUpdate ?? {};
  const isZero = (value: unknown) => value === 0 || value === '0%';
  if (isZero(maxSurge) && isZero(maxUnavailable)) {
    report(`${path}.rollingUpdate`, 'maxSurge and maxUnavailable cannot both be zero');
  }
}

function checkJob(path: string, spec: JsonObject, report: Report): void {
  checkPodTemplate(`${path}.template`, spec.template ?? {}, { restartPolicies: ['OnFailure', 'Never'] }, report);
}

function checkCronJob(cronJob: JsonObject, report: Report): void {
  if (cronJob.metadata.name?.length > 52) {
    report('metadata.name', 'at most 52 characters: the names of its jobs are made from it');
  }
  const fields = String(cronJob.spec.schedule).trim().split(/\s+/);
  report('spec.schedule', fields.length === 5 || /^@\w+/.test(fields[0]) ? undefined : `${JSON.stringify(cronJob.spec.schedule)} has not five fields`);
  checkJob('spec.jobTemplate.spec', cronJob.spec.jobTemplate.spec, report);
}

function checkService(service: JsonObject, report: Report): void {
  const spec = service.spec ?? {};
  const ports: JsonObject[] = spec.ports ?? [];
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
      report(`${at}.name`, duplicate(named, port.name, at));
    } else if (ports.length > 1) {
      report(`${at}.name`, 'required if there are several ports');
    }
  });
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
  if (!(maxReplicas >= minReplicas)) {
    report('spec.maxReplicas', `must be at least the ${minReplicas} of minReplicas, is ${maxReplicas}`);
  }
  metrics.forEach((metric: JsonObject, index: number) => {
    const { type, ...sources } = metric;
    const expected = `${type.charAt(0).toLowerCase()}${type.slice(1)}`;
    report(`spec.metrics[${index}]`, sources[expected] ? undefined : `the source of type ${type} is ${expected}`);
  });
}

function checkDisruptionBudget(budget: JsonObject, report: Report): void {
  checkSelector('spec.selector', budget.spec?.selector, report);
}

function checkRole(role: JsonObject, report: Report): void {
  (role.rules ?? []).forEach((rule: JsonObject, index: number) => {
    const at = `rules[${index}]`;
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
  report('roleRef.kind', oneOf(binding.roleRef.kind, roleKinds));
  report('roleRef.name', pathSegment(binding.roleRef.name));
  (binding.subjects ?? []).forEach((subject: JsonObject, index: number) => {
    const at = `subjects[${index}]`;
    const isAccount = subject.kind === 'ServiceAccount';
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
  for (const [direction, peers] of [['ingress', 'from'], ['egress', 'to']]) {
    (spec[direction] ?? []).forEach((rule: JsonObject, index: number) => {
      const at = `spec.${direction}[${index}]`;
      (rule.ports ?? []).forEach((port: JsonObject, portIndex: number) => checkPolicyPort(`${at}.ports[${portIndex}]`, port, report));
      (rule[peers] ?? []).forEach((peer: JsonObject, peerIndex: number) => checkPeer(`${at}.${peers}[${peerIndex}]`, peer, report));
    });
  }
}

function checkPolicyPort(path: string, port: JsonObject, report: Report): void {
  if (port.endPort !== undefined && !(typeof port.port === 'number' && port.endPort >= port.port)) {
    report(`${path}.endPort`, `must follow a numeric port, is ${port.endPort}`);
  }
}

function checkPeer(path: string, peer: JsonObject, report: Report): void {
  const { ipBlock, podSelector, namespaceSelector } = peer;
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

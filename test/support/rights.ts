import { podTemplateOf } from './pod-security';
import { Manifest, nameOf } from './schema';
import { JsonObject } from './schema/schema';
import { selects } from '../../src/core/labels';

/**
 * What is too much in the rights that some objects give on the API server: roles that name all of anything, change something or lead into pods, bindings whose end is not
 * among the objects, secrets that are not a gateway's own certificates, and tokens in pods that have nothing to ask.
 */
export function rightsProblems(objects: readonly Manifest[]): string[] {
  const problems = (object: Manifest): string[] => [
    ...(isRole(object) ? roleProblems(object) : []),
    ...(object.kind === 'RoleBinding' || object.kind === 'ClusterRoleBinding' ? bindingProblems(objects, object) : []),
    ...(podTemplateOf(object) ? tokenProblems(objects, object) : []),
  ];
  return objects.flatMap(object => problems(object).map(problem => `${nameOf(object)}: ${problem}`));
}

const READING = ['get', 'list', 'watch'];
/** What a right to read is enough for to act in a pod's or an account's name, or to see what it says. */
const WAYS_IN = /\/(exec|attach|portforward|proxy|token|log)$/;
const CERTIFICATES = JSON.stringify([{ apiGroups: [''], resources: ['secrets'], verbs: ['list'] }]);

function isRole({ kind }: Manifest): boolean {
  return kind === 'Role' || kind === 'ClusterRole';
}

function rulesOf(role: Manifest | undefined): JsonObject[] {
  return (role as JsonObject | undefined)?.rules ?? [];
}

function readsSecrets(role: Manifest | undefined): boolean {
  return rulesOf(role).some(({ resources = [] }) => resources.includes('secrets'));
}

function roleProblems(role: Manifest): string[] {
  return [
    ...rulesOf(role).flatMap(rule => [
      ...['apiGroups', 'resources', 'verbs', 'nonResourceURLs'].filter(field => rule[field]?.includes('*')).map(field => `names all ${field}`),
      ...rule.verbs.filter((verb: string) => verb !== '*' && !READING.includes(verb)).map((verb: string) => `may ${verb} ${rule.resources ?? rule.nonResourceURLs}`),
      ...(rule.resources ?? []).filter((one: string) => WAYS_IN.test(one)).map((one: string) => `leads into ${one}`),
    ]),
    ...(readsSecrets(role) && (role.kind === 'ClusterRole' || JSON.stringify(rulesOf(role)) !== CERTIFICATES) ? ['has secrets, and more than a list of those of one namespace'] : []),
  ];
}

function bindingProblems(objects: readonly Manifest[], binding: Manifest): string[] {
  const role = roleOf(objects, binding);
  const subjects: JsonObject[] = (binding as JsonObject).subjects ?? [];
  return [
    ...(role ? [] : [`gives ${(binding as JsonObject).roleRef.name}, which is not among the objects`]),
    ...subjects.flatMap(({ kind, name, namespace }) => {
      if (kind !== 'ServiceAccount' || !objects.some(one => one.kind === kind && one.metadata.name === name && one.metadata.namespace === namespace)) {
        return [`is for ${kind} ${name}, which is not among the objects`];
      }
      const gateways = objects.filter(one => isGateway(one) && one.metadata.namespace === namespace && accountOf(one) === name);
      return [
        ...(gateways.length > 0 && JSON.stringify(rulesOf(role)) !== CERTIFICATES ? ['gives a gateway more than its certificates'] : []),
        ...(!readsSecrets(role) ? [] : binding.metadata.namespace !== namespace ? ['gives secrets of another namespace']
          : gateways.some(gateway => readsCertificates(objects, gateway)) ? [] : ['gives secrets to who reads no certificate']),
      ];
    }),
  ];
}

function roleOf(objects: readonly Manifest[], binding: Manifest): Manifest | undefined {
  const { kind, name } = (binding as JsonObject).roleRef;
  return objects.find(one => one.kind === kind && one.metadata.name === name && (kind === 'ClusterRole' || one.metadata.namespace === binding.metadata.namespace));
}

function isGateway(object: Manifest): boolean {
  return podTemplateOf(object)?.metadata.annotations?.['inject.istio.io/templates'] === 'gateway';
}

function accountOf(workload: Manifest): string {
  return podTemplateOf(workload)!.spec.serviceAccountName ?? 'default';
}

/** A gateway does where a server of its own names a Secret, or the TLS to a host to which it leads calls. */
function readsCertificates(objects: readonly Manifest[], workload: Manifest): boolean {
  const labels = podTemplateOf(workload)!.metadata.labels;
  const gateways = objects.filter(({ kind, spec }) => kind === 'Gateway' && selects(spec.selector, labels));
  const names = gateways.map(({ metadata }) => `${metadata.namespace}/${metadata.name}`);
  const led = objects.filter(({ kind, spec }) => kind === 'VirtualService' && spec.gateways?.some((name: string) => names.includes(name)))
    .flatMap(({ spec }) => [...spec.http ?? [], ...spec.tcp ?? [], ...spec.tls ?? []])
    .flatMap(({ route = [] }) => route.map((one: JsonObject) => one.destination.host));
  const rules = objects.filter(({ kind, spec }) => kind === 'DestinationRule' && led.includes(spec.host));
  return [...gateways, ...rules].some(object => /"credentialNames?":/.test(JSON.stringify(object)));
}

/** Istio's proxy has a token of its own, for the control plane; this is about the API server's. */
function tokenProblems(objects: readonly Manifest[], workload: Manifest): string[] {
  const { spec } = podTemplateOf(workload)!;
  const [name, { namespace }] = [accountOf(workload), workload.metadata];
  const account: JsonObject | undefined = objects
    .find(({ kind, metadata }) => kind === 'ServiceAccount' && metadata.name === name && metadata.namespace === namespace);
  const projected = (spec.volumes ?? []).flatMap(({ projected: volume }: JsonObject) => volume?.sources ?? [])
    .some(({ serviceAccountToken: token }: JsonObject) => token && token.audience === undefined);
  const holds = projected || (spec.automountServiceAccountToken ?? account?.automountServiceAccountToken ?? true);
  const asks = !isGateway(workload) && objects.some(object => (object as JsonObject).roleRef
    && (object as JsonObject).subjects?.some((one: JsonObject) => one.kind === 'ServiceAccount' && one.name === name && one.namespace === namespace));
  return holds && !asks ? ['holds a token of the API server and has nothing to ask there'] : [];
}

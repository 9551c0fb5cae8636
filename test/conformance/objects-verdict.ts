// What our rules say of one object: whether an API server with Istio's webhook takes it.
import { checkMesh } from '../../src/check/check-mesh.js';
import { RULES } from '../../src/check/rules/index.js';
import { readManifests } from '../../src/manifests/read-manifests.js';
import { SourceText } from '../../src/manifests/source-text.js';
import { Mesh } from '../../src/model/mesh.js';

/** What Istio's validation calls an error, and so do the rules that stand for it. */
const REFUSED = 'IST0106';
/** Rules whose errors Kubernetes refuses: istioctl has no code for these. */
const REFUSED_BY_KUBERNETES: readonly string[] = [
  'unserved-version', 'experimental-gateway-api', 'object-name-refused', 'label-refused', 'selector-refused', 'config-key-refused', 'selector-misses-template', 'rolling-update-refused', 'autoscaler-refused',
  'network-policy-refused', 'ingress-refused', 'role-refused', 'resource-name-refused', 'endpoints-refused', 'secret-refused', 'cron-schedule-refused', 'job-restart-policy', 'indexed-job-without-completions',
  'mounted-volume-not-found', 'pod-contradicts-itself', 'service-ports-refused', 'service-type-conflict', 'finalizer-refused', 'resource-amount-refused', 'volume-claim-refused', 'pod-dns-refused',
];
const unknown = REFUSED_BY_KUBERNETES.filter(id => !RULES.some(rule => rule.id === id));
if (unknown.length > 0) {
  throw new Error(`there is no rule ${unknown.join(', ')}`);
}

/** The rules that say by an error that the object is refused. */
export const REFUSALS = RULES.filter(({ id, codes }) => codes.includes(REFUSED) || REFUSED_BY_KUBERNETES.includes(id));

/** The lab's server has the standard channel of the Gateway API. */
const OF_THE_STANDARD_CHANNEL = { 'experimental-gateway-api': 'error' } as const;

export interface OurFinding {
  /** 'unread' for what could not be read. */
  readonly rule: string;
  readonly path: string;
  readonly message: string;
}

/** What the object would be refused for. */
export function ourVerdict(text: string): readonly OurFinding[] {
  const { manifests, problems } = readManifests(new SourceText('object', text));
  if (problems.length > 0) {
    return problems.map(({ message }) => ({ rule: 'unread', path: '', message }));
  }
  const { findings, accepted } = checkMesh(new Mesh(manifests), { rules: REFUSALS, severities: OF_THE_STANDARD_CHANNEL });
  return [...findings, ...accepted].filter(({ severity }) => severity === 'error').map(({ rule, path, message }) => ({ rule, path: path.join('.'), message }));
}

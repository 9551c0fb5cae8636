/** What we read of one version of a custom resource definition. */
export interface CrdVersion {
  readonly name: string;
  readonly served?: boolean;
}

const VERSION = /^v(\d+)(?:(alpha|beta)(\d+))?$/;
const STABILITY = ['alpha', 'beta', undefined];

/**
 * The newest version that the API server serves, by Kubernetes' own priority: stable before beta before alpha, then the higher number.
 * The stored version says nothing: Istio's Telemetry is stored as v1alpha1 and served as v1.
 */
export function newestServed<T extends CrdVersion>(kind: string, versions: readonly T[]): T {
  const served = versions.filter((version) => version.served);
  if (served.length === 0) {
    throw new Error(`no version of '${kind}' is served (it has ${versions.map((version) => version.name).join(', ') || 'none'}): leave its file out of "files"`);
  }
  return served.reduce((best, version) => comparePriority(version.name, best.name) > 0 ? version : best);
}

/** Positive when `a` has priority over `b`. */
export function comparePriority(a: string, b: string): number {
  const [left, right] = [priority(a), priority(b)];
  const differing = left.findIndex((part, index) => part !== right[index]);
  return differing < 0 ? 0 : left[differing] - right[differing];
}

function priority(version: string): number[] {
  const match = VERSION.exec(version);
  if (!match) {
    throw new Error(`version '${version}' is not a Kubernetes version: it looks like v1, v1beta1 or v1alpha1`);
  }
  const [, major, stability, minor] = match;
  return [STABILITY.indexOf(stability), Number(major), Number(minor ?? 0)];
}

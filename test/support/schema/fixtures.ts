import { customKinds } from './crds';
import { JsonObject, Manifest } from './schema';

/** Objects for the checker's own tests. */
export const ISTIO_GROUP = /\.istio\.io$/;

/** An object of an imported kind, in the version that its CRD serves. */
export function custom(kind: string, spec: unknown, group = ISTIO_GROUP): Manifest {
  const found = customKinds().find(known => known.kind === kind && group.test(known.group));
  if (!found) {
    throw new Error(`no imported CRD for ${kind}`);
  }
  return { apiVersion: found.apiVersion, kind, metadata: { name: 'x', namespace: 'test' }, spec } as Manifest;
}

export const container: JsonObject = { name: 'app', image: 'registry.example.com/app:1' };

export function podSpec(overrides: JsonObject = {}, containerOverrides: JsonObject = {}): JsonObject {
  return { containers: [{ ...container, ...containerOverrides }], ...overrides };
}

export function deployment(pod: JsonObject = podSpec(), spec: JsonObject = {}): Manifest {
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: 'reviews-v1', namespace: 'test' },
    spec: {
      selector: { matchLabels: { app: 'reviews' } },
      template: { metadata: { labels: { app: 'reviews' } }, spec: pod },
      ...spec,
    },
  };
}

export function service(spec: JsonObject): Manifest {
  return { apiVersion: 'v1', kind: 'Service', metadata: { name: 'reviews', namespace: 'test' }, spec };
}

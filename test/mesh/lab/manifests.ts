import { parseAllDocuments } from 'yaml';
import type { Manifest } from './api.js';

/** The objects of a file. */
export function parse(text: string): Manifest[] {
  return parseAllDocuments(text).map(document => document.toJS() as Manifest | null).filter(object => object !== null && object.kind !== undefined) as Manifest[];
}

/** The Deployments' pod templates changed, all or those of one name. */
export function withTemplates(objects: readonly Manifest[], change: (template: any) => object, name?: string): Manifest[] {
  return objects.map(object => object.kind === 'Deployment' && (name === undefined || object.metadata.name === name)
    ? { ...object, spec: { ...object.spec, template: change(object.spec.template) } } : object);
}

/** As `kubectl rollout restart` does it, for all Deployments or the one of a name. */
export function restarted(objects: readonly Manifest[], name?: string): Manifest[] {
  const at = new Date().toISOString();
  return withTemplates(objects, template => ({
    ...template, metadata: { ...template.metadata, annotations: { ...template.metadata.annotations, 'kubectl.kubernetes.io/restartedAt': at } },
  }), name);
}

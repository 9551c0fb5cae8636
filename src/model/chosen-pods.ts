import { WorkloadGroupSpec } from './istio-specs';
import { KINDS } from './kinds';
import { Mesh } from './mesh';
import { LabelIndex } from '../core/label-index';

/** Whether a selector chooses what runs in a namespace, pods or machines; 'unknown' where nothing of the namespace was given. */
export function chosenInNamespace(mesh: Mesh, namespace: string, selector: { readonly [name: string]: string }): 'some' | 'none' | 'unknown' {
  const chosen = [mesh.workloadsWith(namespace, selector), mesh.entriesWith(namespace, selector), groups(mesh).chosenBy(namespace, selector)];
  if (chosen.some(({ length }) => length > 0)) {
    return 'some';
  }
  // Services alone may be of pods that are elsewhere.
  return !mesh.partlyGiven.has(namespace) && mesh.workloadsWith(namespace, {}).length > 0 ? 'none' : 'unknown';
}

function groups(mesh: Mesh): LabelIndex<unknown> {
  return mesh.once('groups by labels', () => {
    const index = new LabelIndex<unknown>();
    mesh.objects.of<WorkloadGroupSpec>(KINDS.workloadGroup)
      .forEach(({ namespace, spec }) => index.add(namespace, { ...spec.template?.labels, ...spec.metadata?.labels }, spec));
    return index;
  });
}

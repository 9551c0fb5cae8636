import type { Mesh } from './mesh.js';

let current: Mesh | undefined;

export function setMesh(mesh: Mesh): void {
  current = mesh;
}

/** The mesh that all scenarios share. */
export function theMesh(): Mesh {
  if (!current) {
    throw new Error('the mesh is not up: scenarios are run by `npx projen test:mesh`');
  }
  return current;
}

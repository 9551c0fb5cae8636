import { cdk8s } from 'projen';

const FILE = 'test/support/schema/kubernetes.json';

/** The task that makes the schemas of Kubernetes' own kinds, by which tests judge manifests. */
export function configureSchemas(project: cdk8s.ConstructLibraryCdk8s): void {
  project.addTask('schemas:kubernetes', {
    description: `Writes ${FILE} again from the pinned version of Kubernetes (needs Go)`,
    exec: 'ts-node --transpile-only --project scripts/tsconfig.json scripts/kubernetes-schemas.ts',
  });
  project.gitattributes.addAttributes(`/${FILE}`, 'linguist-generated');
}

import { cdk8s } from 'projen';

const TS_NODE = 'ts-node --transpile-only --project scripts/tsconfig.json';
const FILE = 'test/support/schema/kubernetes.json';
const OPERATOR = 'test/support/schema/operator-crds.yaml';

/** The tasks that make the schemas by which tests judge manifests: those of Kubernetes' own kinds, and of the Prometheus operator's. */
export function configureSchemas(project: cdk8s.ConstructLibraryCdk8s): void {
  project.addTask('schemas:kubernetes', {
    description: `Writes ${FILE} again from the pinned version of Kubernetes (needs Go)`,
    exec: `${TS_NODE} scripts/kubernetes-schemas.ts`,
  });
  project.addTask('schemas:operator', {
    description: `Writes ${OPERATOR} again from the pinned version of the Prometheus operator (needs Go)`,
    exec: `${TS_NODE} scripts/operator-schemas.ts`,
  });
  project.gitattributes.addAttributes(`/${FILE}`, 'linguist-generated');
  project.gitattributes.addAttributes(`/${OPERATOR}`, 'linguist-generated');
}

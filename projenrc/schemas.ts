import { cdk8s } from 'projen';

const TS_NODE = 'ts-node --transpile-only --project scripts/tsconfig.json';
const FILE = 'test/support/schema/kubernetes.json';
const OPERATOR = 'test/support/schema/operator-crds.yaml';
const SHAPES = 'src/schema/generated';

/**
 * The tasks that make the schemas by which tests judge manifests, those of Kubernetes' own kinds and of the Prometheus operator's, and the tables by which the
 * library judges them.
 */
export function configureSchemas(project: cdk8s.ConstructLibraryCdk8s): void {
  project.addTask('schemas:kubernetes', {
    description: `Writes ${FILE} again from the pinned version of Kubernetes (needs Go)`,
    exec: `${TS_NODE} scripts/kubernetes-schemas.ts`,
  });
  project.addTask('schemas:operator', {
    description: `Writes ${OPERATOR} again from the pinned version of the Prometheus operator (needs Go)`,
    exec: `${TS_NODE} scripts/operator-schemas.ts`,
  });
  project.addTask('schemas:versions', {
    description: 'Writes scripts/shapes/served.json again: the served versions of the kinds in imports/crds, from the pinned sources (needs Go)',
    exec: `${TS_NODE} scripts/shapes/versions.ts`,
  });
  project.addTask('schemas:shapes', {
    description: `Writes ${SHAPES} again from imports/crds and ${FILE} (needs Node alone)`,
    exec: `${TS_NODE} scripts/shapes/main.ts`,
  });
  project.addTask('schemas:shapes:check', {
    description: `Fails if ${SHAPES} is not what its sources say`,
    exec: `${TS_NODE} scripts/shapes/main.ts --check`,
  });
  project.addTask('schemas:former', {
    description: `Writes ${SHAPES}/former-istio.ts and src/model/mesh-config-versions.ts again from the versions of Istio in scripts/shapes/former.json (needs Go)`,
    steps: [{ exec: `${TS_NODE} scripts/shapes/former.ts` }, { exec: 'node scripts/istio-versions.mjs' }],
  });
  project.addTask('schemas:former:check', {
    description: 'Fails if these, or src/model/annotation-versions.ts, are not what the versions say (needs Go)',
    steps: [{ exec: `${TS_NODE} scripts/shapes/former.ts --check` }, { exec: 'node scripts/istio-versions.mjs --check' }],
  });
  project.addTask('schemas:experimental', {
    description: `Writes ${SHAPES}/experimental-gateway-api.ts again from the pinned version of the Gateway API (needs Go)`,
    exec: `${TS_NODE} scripts/shapes/experimental.ts`,
  });
  project.addTask('schemas:experimental:check', {
    description: 'Fails if it is not what that version says (needs Go)',
    exec: `${TS_NODE} scripts/shapes/experimental.ts --check`,
  });
  project.eslint?.addIgnorePattern(`/${SHAPES}/`);
  project.gitattributes.addAttributes(`/${SHAPES}/*.ts`, 'linguist-generated');
  project.gitattributes.addAttributes(`/${FILE}`, 'linguist-generated');
  project.gitattributes.addAttributes(`/${OPERATOR}`, 'linguist-generated');
}

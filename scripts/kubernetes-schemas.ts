/**
 * Writes test/support/schema/kubernetes.json: what Kubernetes says of its own kinds, cut down to the kinds
 * that a mesh application puts out, so that tests can check manifests offline. What its validation asks of
 * fields besides comes from ./kubernetes-validation.ts.
 *
 *   npx projen schemas:kubernetes
 *
 * The source is the Go module k8s.io/kubernetes, fetched and verified by the Go toolchain.
 */
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { tightened } from './kubernetes-validation';

const VERSION = 'v1.36.3';
const TARGET = join(__dirname, '..', 'test', 'support', 'schema', 'kubernetes.json');

/** The kinds to keep, by the OpenAPI document that holds them. */
const KINDS: Record<string, string[]> = {
  'api__v1': [
    'ConfigMap', 'Endpoints', 'LimitRange', 'Namespace', 'PersistentVolumeClaim', 'Pod', 'ResourceQuota', 'Secret', 'Service', 'ServiceAccount',
  ],
  'apis__apps__v1': ['DaemonSet', 'Deployment', 'ReplicaSet', 'StatefulSet'],
  'apis__autoscaling__v1': ['HorizontalPodAutoscaler'],
  'apis__autoscaling__v2': ['HorizontalPodAutoscaler'],
  'apis__batch__v1': ['CronJob', 'Job'],
  'apis__discovery.k8s.io__v1': ['EndpointSlice'],
  'apis__networking.k8s.io__v1': ['Ingress', 'IngressClass', 'NetworkPolicy'],
  'apis__policy__v1': ['PodDisruptionBudget'],
  'apis__rbac.authorization.k8s.io__v1': ['ClusterRole', 'ClusterRoleBinding', 'Role', 'RoleBinding'],
  'apis__scheduling.k8s.io__v1': ['PriorityClass'],
};

interface Schema {
  [keyword: string]: unknown;
  readonly $ref?: string;
  readonly allOf?: Schema[];
  readonly default?: unknown;
  readonly items?: Schema;
  readonly properties?: Record<string, Schema>;
  readonly additionalProperties?: Schema;
}

interface GroupVersionKind {
  readonly group: string;
  readonly version: string;
  readonly kind: string;
}

/** Types whose JSON form their OpenAPI does not tell, or tells with alternatives that make poor messages. */
const SPECIAL: Record<string, Schema> = {
  'api.resource.Quantity': { type: ['string', 'number'], format: 'quantity' },
  'util.intstr.IntOrString': { 'type': ['integer', 'string'], 'x-kubernetes-int-or-string': true },
  'runtime.RawExtension': { 'type': 'object', 'x-kubernetes-preserve-unknown-fields': true },
  'apis.meta.v1.FieldsV1': { 'type': 'object', 'x-kubernetes-preserve-unknown-fields': true },
};

/** The server fills it in and drops what a manifest says: not worth 100 KB of schemas. */
const STATUS: Schema = { 'type': 'object', 'x-kubernetes-preserve-unknown-fields': true };

function shortName(ref: string): string {
  return ref.replace('#/components/schemas/', '').replace(/^io\.k8s\.(api\.|apimachinery\.pkg\.)/, '');
}

/** Keeps what decides whether a manifest is valid, and closes what Kubernetes closes. */
function prune(schema: Schema): Schema {
  // A described or defaulted reference comes as allOf with one member.
  const ref = schema.$ref ?? schema.allOf?.[0].$ref;
  if (ref) {
    return { $ref: `#/definitions/${shortName(ref)}` };
  }
  const pruned: Record<string, unknown> = {};
  for (const keyword of ['type', 'format', 'required', 'x-kubernetes-list-type', 'x-kubernetes-list-map-keys']) {
    if (schema[keyword] !== undefined) {
      pruned[keyword] = schema[keyword];
    }
  }
  if (typeof schema.default === 'string' && schema.default !== '') {
    pruned.default = schema.default;
  }
  if (schema.items) {
    pruned.items = prune(schema.items);
  }
  if (schema.properties) {
    pruned.properties = Object.fromEntries(Object.entries(schema.properties)
      .map(([name, property]) => [name, pruneProperty(name, prune(property))]));
  }
  if (schema.additionalProperties) {
    pruned.additionalProperties = prune(schema.additionalProperties);
  } else if (schema.type === 'object') {
    pruned.additionalProperties = false;
  }
  return pruned;
}

function pruneProperty(name: string, property: Schema): Schema {
  return name === 'status' && property.$ref?.endsWith('Status') ? STATUS : property;
}

function moduleDirectory(): string {
  const answer = execFileSync('go', ['mod', 'download', '-json', `k8s.io/kubernetes@${VERSION}`], { cwd: tmpdir(), encoding: 'utf8' });
  return JSON.parse(answer).Dir;
}

function main(): void {
  const kinds: Record<string, string> = {};
  const definitions: Record<string, Schema> = {};
  const specs = join(moduleDirectory(), 'api', 'openapi-spec', 'v3');

  for (const [document, names] of Object.entries(KINDS)) {
    const schemas: Record<string, Schema> = JSON.parse(readFileSync(join(specs, `${document}_openapi.json`), 'utf8')).components.schemas;
    const keep = (name: string) => {
      const short = shortName(name);
      if (definitions[short]) {
        return;
      }
      const definition = SPECIAL[short] ?? prune(schemas[name]);
      definitions[short] = definition;
      for (const [, next] of JSON.stringify(definition).matchAll(/"#\/definitions\/([^"]+)"/g)) {
        keep(Object.keys(schemas).find(candidate => shortName(candidate) === next)!);
      }
    };
    for (const name of names) {
      const [full, gvk] = findKind(schemas, document, name);
      kinds[[gvk.group, gvk.version, gvk.kind].filter(Boolean).join('/')] = shortName(full);
      keep(full);
    }
  }

  // One definition a line: a new version of Kubernetes then shows as a diff that one can read.
  const lines = sorted(tightened(definitions) as Record<string, Schema>).map(([name, definition]) => `    ${JSON.stringify(name)}: ${JSON.stringify(definition)}`);
  const kindLines = sorted(kinds).map(([name, definition]) => `    ${JSON.stringify(name)}: ${JSON.stringify(definition)}`);
  writeFileSync(TARGET, `{
  "kubernetes": "${VERSION}",
  "kinds": {\n${kindLines.join(',\n')}\n  },
  "definitions": {\n${lines.join(',\n')}\n  }
}
`);
}

function findKind(schemas: Record<string, Schema>, document: string, kind: string): [string, GroupVersionKind] {
  for (const [name, schema] of Object.entries(schemas)) {
    const gvks = schema['x-kubernetes-group-version-kind'] as GroupVersionKind[] | undefined;
    if (gvks?.length === 1 && gvks[0].kind === kind) {
      return [name, gvks[0]];
    }
  }
  throw new Error(`${document} has no kind ${kind}`);
}

function sorted<T>(record: Record<string, T>): [string, T][] {
  return Object.entries(record).sort(([a], [b]) => a < b ? -1 : 1);
}

main();

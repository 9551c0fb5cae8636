// What our rules say of a case.
import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { checkMesh } from '../../src/check/check-mesh.js';
import { RULES } from '../../src/check/rules/index.js';
import type { JsonObject, Manifest } from '../../src/manifests/manifest.js';
import { readManifests } from '../../src/manifests/read-manifests.js';
import { SourceText } from '../../src/manifests/source-text.js';
import { Mesh } from '../../src/model/mesh.js';
import type { Case } from './analyzer-cases.js';

/** The ingress gateway that istioctl takes for given, at the Service that the mesh's configuration names, unless the mesh has no controller of Ingresses. */
function presumedGateway(meshConfig: JsonObject): string {
  if (meshConfig.ingressControllerMode === 'OFF') {
    return '';
  }
  const name = typeof meshConfig.ingressService === 'string' ? meshConfig.ingressService : 'istio-ingressgateway';
  const port = (of: string, number: number) => `{ name: ${of}, port: ${number} }`;
  return `
apiVersion: v1
kind: Pod
metadata: { name: ${name}-dummypod, namespace: istio-system, labels: { istio: ingressgateway } }
spec: { containers: [{ name: istio-proxy, image: auto }] }
---
apiVersion: v1
kind: Service
metadata: { name: ${name}, namespace: istio-system }
spec:
  ports: [${port('http2', 80)}, ${port('https', 443)}, ${port('tcp', 31400)}, ${port('tls', 15443)}]
  selector: { istio: ingressgateway }
`;
}

/** A finding of a rule that has codes of istioctl. */
export interface OurFinding {
  readonly rule: string;
  /** Those of istioctl. */
  readonly codes: readonly string[];
  readonly severity: string;
  readonly object: string;
  readonly message: string;
  /** Other objects that it names. */
  readonly others: readonly string[];
}

/** The codes of istioctl of each rule. */
export const CODES = new Map(RULES.map(({ id, codes }) => [id, codes.filter(code => code.startsWith('IST'))]));

export function ourFindings({ files, meshConfig, meshNetworks }: Case): { readonly findings: readonly OurFinding[]; readonly unread: readonly string[] } {
  const config = meshConfig ? parse(readFileSync(meshConfig, 'utf8')) as JsonObject : {};
  const sources = files.map(file => new SourceText(file, readFileSync(file, 'utf8')));
  if (meshNetworks) {
    // Where a cluster has them.
    const data = { meshNetworks: readFileSync(meshNetworks, 'utf8') };
    sources.push(new SourceText(meshNetworks, JSON.stringify({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { namespace: 'istio-system', name: 'istio' }, data })));
  }
  const read = sources.map(source => readManifests(source));
  const given = read.flatMap(({ manifests }) => manifests);
  const presumed = readManifests(new SourceText('presumed', presumedGateway(config))).manifests
    .filter(object => !given.some(other => nameOfObject(other) === nameOfObject(object)));
  const mesh = new Mesh([...given, ...presumed], { meshConfig: config });
  const findings = checkMesh(mesh, { rules: RULES }).findings
    .map(({ rule, severity, message, object, others }) => ({ rule, codes: CODES.get(rule)!, severity, message, object: nameOfObject(object), others: others.map(nameOfObject) }))
    .filter(({ codes }) => codes.length > 0);
  return { findings, unread: read.flatMap(({ problems }) => problems.map(({ message }) => message)) };
}

/** An object as istioctl calls it, but for the namespace 'default', in which it puts none that does not name it. */
function nameOfObject({ kind, namespace, name }: Manifest): string {
  return withoutDefault(`${kind} ${namespace === undefined ? '' : `${namespace}/`}${name}`);
}

/** The same for what istioctl calls it. It makes an object of the networks of a mesh, which are in a ConfigMap. */
export function withoutDefault(object: string): string {
  return object === 'MeshNetworks istio-system/meshnetworks' ? 'ConfigMap istio-system/istio' : object.replace(/ default\//, ' ');
}

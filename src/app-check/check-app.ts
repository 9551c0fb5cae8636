import { IConstruct } from 'constructs';
import { givenElsewhere } from './given-elsewhere';
import { beforeObjects, SynthesizedObject } from './judged-synth';
import { MeshChecks } from './mesh-checks';
import { Acknowledgement, idleText } from '../check/acknowledgement';
import { checkMesh } from '../check/check-mesh';
import { Finding, objectText, pathText } from '../check/finding';
import { othersOf, ruleFailed, whereIs } from '../check/located-finding';
import { RULES } from '../check/rules';
import { isRule } from '../check/severities';
import { grouped } from '../core/grouped';
import { MeshSettings } from '../core/mesh-settings';
import { warn } from '../core/warnings';
import { Manifest } from '../manifests/manifest';
import { manifestOf } from '../manifests/read-manifests';
import { Mesh } from '../model/mesh';

/** Judges what an app puts out, in the synth that begins. Answers what is to be done when that is over. */
export function checkApp(root: IConstruct): () => void {
  return beforeObjects(root, objects => judge(root, objects));
}

/** Each cluster that the app deploys to is a mesh of its own here: it has its own objects. */
function judge(root: IConstruct, objects: readonly SynthesizedObject[]): void {
  const { acknowledgements, severities, knownHosts } = MeshChecks._said(root);
  const unknown = [...acknowledgements.map(({ rule }) => rule), ...Object.keys(severities)].filter(id => !isRule(id));
  const problems = unknown.map(id => `[${root.node.path}] checks name rule '${id}', which does not exist: docs/checks.md has all`);
  // What accepts nothing in any cluster.
  let idle: readonly Acknowledgement[] = acknowledgements;
  const objectAt = new Map(objects.map(({ object }) => [object.node.path, object]));
  const clusters = grouped(objects, ({ object }) => MeshSettings.of(object));
  for (const [settings, own] of clusters) {
    const elsewhere = givenElsewhere(root, settings);
    const mesh = new Mesh(own.flatMap(manifest), {
      rootNamespace: settings.rootNamespace,
      clusterDomain: settings.clusterDomain,
      meshConfig: settings.controlPlaneValues().meshConfig,
      istioVersion: settings.istioVersion,
      knownHosts: [...knownHosts, ...elsewhere.knownHosts],
      // Callers of other clusters are of the same namespaces.
      partlyGiven: [...elsewhere.partlyGiven, ...[...clusters].flatMap(([other, theirs]) => other === settings ? [] : theirs.flatMap(namespaceOf))],
    });
    const result = checkMesh(mesh, { rules: RULES, severities, acknowledgements });
    idle = idle.filter(one => result.idle.includes(one));
    problems.push(...result.failures.map(ruleFailed).map(({ message, fix }) => `[${root.node.path}] ${message}: ${fix}`));
    for (const finding of result.findings) {
      if (finding.severity === 'error') {
        problems.push(`[${whereIs(finding.object)}] ${messageOf(finding)}`);
      } else if (finding.severity === 'warning') {
        warn(objectAt.get(whereIs(finding.object))!, messageOf(finding));
      }
    }
  }
  problems.push(...idle.map(one => `[${one.construct}] ${idleText(one)}: remove MeshChecks.accept, or correct the name of the rule`));
  if (problems.length > 0) {
    throw new Error(`Checks failed with the following errors:\n  ${problems.join('\n  ')}`);
  }
}

function namespaceOf({ json: { metadata } }: SynthesizedObject): string[] {
  return metadata?.namespace ?? [];
}

function manifest({ object, json }: SynthesizedObject): Manifest[] {
  const found = manifestOf(json, { construct: object.node.path });
  return typeof found === 'string' ? [] : [found];
}

function messageOf(finding: Finding): string {
  const { rule, message, fix, object, path } = finding;
  const others = othersOf(finding, other => `${objectText(other)} at ${whereIs(other)}`);
  const parts = others.length === 0 ? '' : ` (${others.join(', ')})`;
  return `${objectText(object)} ${pathText(path)}: ${message}${parts}: ${fix} (${rule})`;
}

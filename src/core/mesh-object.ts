import { ApiObject, Chart, JsonPatch } from 'cdk8s';
import { Construct, IConstruct } from 'constructs';
import { fail } from './errors';
import { MeshSettings } from './mesh-settings';
import { servedApiVersion } from './served-api-version';
import { watchSynth } from './synth-watch';

/** Plain JSON of a manifest. */
export type Json = { [key: string]: any };

export interface MeshObjectProps {
  readonly apiVersion: string;
  readonly kind: string;
  readonly name: string;
  /** The namespace, or `null` for an object that has none. */
  readonly namespace: string | null;
  readonly labels?: { [name: string]: string };
  readonly annotations?: { [name: string]: string };
  /** What stands beside metadata. Values may be Lazy; they are rendered more than once and must not change anything. */
  readonly fields: Json;
}

/**
 * Every object that this library puts out: a plain ApiObject, so that a patch of any field survives. Its name
 * is given, never generated; a mesh has one object of a kind and name; a patch that changes nothing is an error.
 */
export class MeshObject extends ApiObject {
  private readonly ops: JsonPatch[] = [];
  private readonly clusterWide: boolean;

  constructor(scope: Construct, id: string, props: MeshObjectProps) {
    const { kind, name, labels, annotations, fields } = props;
    const apiVersion = servedApiVersion(props.apiVersion, MeshSettings.of(scope).istioVersion);
    const namespace = props.namespace ?? undefined;
    super(scope, id, { apiVersion, kind, metadata: { name, namespace, labels, annotations }, ...fields });
    this.clusterWide = props.namespace === null;
    watchSynth(this);
    const qualified = `${kind} '${namespace ? `${namespace}/` : ''}${name}'`;
    MeshSettings.of(this)._claim(this, `object ${qualified}`, `the ${qualified}`, 'give one of them another name');
  }

  public addJsonPatch(...ops: JsonPatch[]): void {
    if (this.ops.length === 0) {
      this.node.addValidation({ validate: () => this.patched().problems });
    }
    this.ops.push(...ops);
  }

  public toJson(): any {
    const { json, problems } = this.patched();
    if (problems.length > 0) {
      fail(this, problems.join('; '));
    }
    return json;
  }

  /** All patches applied but those that cannot be, so that one synth tells of all. */
  private patched(): { json: Json; problems: string[] } {
    let json: Json = super.toJson();
    if (this.clusterWide) {
      // cdk8s gives every object the namespace of its chart.
      delete json.metadata.namespace;
    }
    const problems: string[] = [];
    for (const op of this.ops) {
      try {
        json = applyPatch(json, op);
      } catch (error) {
        problems.push((error as Error).message);
      }
    }
    return { json, problems };
  }
}

function applyPatch(document: Json, patch: JsonPatch): Json {
  const operation = (patch as unknown as { _toJson(): Json })._toJson();
  // Left to itself, the patch library would write what is to be replaced.
  if (['replace', 'remove'].includes(operation.op) && valueAt(document, operation.path) === undefined) {
    throw new Error(`the patch ${JSON.stringify(operation)} cannot be applied: nothing stands at '${operation.path}'; correct the path, or use JsonPatch.add`);
  }
  const before = JSON.stringify(document);
  let after: Json;
  try {
    after = JsonPatch.apply(document, patch);
  } catch (error) {
    throw new Error(`the patch ${JSON.stringify(operation)} cannot be applied: ${(error as Error).message.split('\n')[0]}; its path must exist in the object`);
  }
  if (operation.op !== 'test' && JSON.stringify(after) === before) {
    throw new Error(`the patch ${JSON.stringify(operation)} changes nothing: correct its path or value, or remove it`);
  }
  return after;
}

/** What a JSON pointer points at. */
function valueAt(document: Json, pointer: string): unknown {
  const keys = pointer.split('/').slice(1).map(key => key.replace(/~1/g, '/').replace(/~0/g, '~'));
  return keys.reduce<any>((value, key) => value !== null && typeof value === 'object' ? value[key] : undefined, document);
}

/**
 * The namespace that a construct's objects live in. Hosts are written fully qualified, so it must be known.
 */
export function namespaceOf(scope: IConstruct): string {
  const chart = Chart.of(scope);
  return chart.namespace ?? fail(scope, `has no namespace, which its fully qualified host needs: give chart '${chart.node.path}' one, for example new Chart(app, '${chart.node.id}', { namespace: 'shop' })`);
}

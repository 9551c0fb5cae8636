import { Entity } from './entity';
import { FieldIndex } from './field-index';
import { KindKey, kindKey } from './kinds';
import { annotationsOf, labelsOf, NO_TEXTS } from './metadata';
import { addTo } from '../core/grouped';
import { Manifest } from '../manifests/manifest';

/** All objects of a mesh, by kind, and by namespace and name. */
export class Objects {
  private readonly byKind = new Map<KindKey, Manifest[]>();
  private readonly entities = new Map<KindKey, readonly Entity<unknown>[]>();
  private byCarried?: FieldIndex<Manifest>;
  private readonly byName = new Map<KindKey, Map<string, Entity<unknown>>>();

  /** Objects that are given again, each with the next one of that name: only the last of them is found by kind. */
  public readonly repeated: ReadonlyMap<Manifest, Manifest>;

  constructor(
    /** All of them, in the order in which they were given. */
    public readonly all: readonly Manifest[],
    private readonly defaultNamespace: string,
  ) {
    this.repeated = repeatedAmong(all, defaultNamespace);
    for (const manifest of all) {
      if (this.repeated.has(manifest)) {
        continue;
      }
      addTo(this.byKind, kindKey(manifest.apiVersion, manifest.kind), manifest);
    }
  }

  /** Kinds that there are. */
  public get kinds(): readonly KindKey[] {
    return [...this.byKind.keys()];
  }

  /** The objects of a kind. */
  public of<Spec>(kind: KindKey): readonly Entity<Spec>[] {
    let known = this.entities.get(kind);
    if (!known) {
      known = (this.byKind.get(kind) ?? []).map(manifest => this.entity(manifest));
      this.entities.set(kind, known);
    }
    return known as readonly Entity<Spec>[];
  }

  /** Objects of which a label or an annotation of their own has a name that is meant, in the order in which they were given; those that are given again too. */
  public carrying(isMeant: (name: string) => boolean): readonly Manifest[] {
    this.byCarried ??= new FieldIndex(this.all, ({ json }) => {
      const annotations = annotationsOf(json);
      return annotations === NO_TEXTS ? labelsOf(json) : [labelsOf(json), annotations];
    });
    return this.byCarried.having(this.byCarried.names.filter(isMeant));
  }

  /** All objects of the kinds that are meant, in the order in which they were given; those that are given again too. */
  public ofKinds(isMeant: (kind: KindKey) => boolean): readonly Manifest[] {
    const kinds = new Set(this.kinds.filter(isMeant));
    return kinds.size === 0 ? [] : this.all.filter(({ apiVersion, kind }) => kinds.has(kindKey(apiVersion, kind)));
  }

  /** The object of a kind with a name, if there is one. */
  public find<Spec>(kind: KindKey, namespace: string, name: string): Entity<Spec> | undefined {
    let named = this.byName.get(kind);
    if (!named) {
      named = new Map(this.of(kind).map(entity => [`${entity.namespace}/${entity.name}`, entity]));
      this.byName.set(kind, named);
    }
    return named.get(`${namespace}/${name}`) as Entity<Spec> | undefined;
  }

  private entity(manifest: Manifest): Entity<unknown> {
    return {
      manifest,
      name: manifest.name,
      namespace: manifest.namespace ?? this.defaultNamespace,
      spec: manifest.json.spec ?? {},
    };
  }
}

/** Objects that one of the same name comes behind: that one stays when all are applied. */
function repeatedAmong(all: readonly Manifest[], defaultNamespace: string): ReadonlyMap<Manifest, Manifest> {
  const named = new Map<string, Manifest>();
  const repeated = new Map<Manifest, Manifest>();
  for (const manifest of all) {
    if (manifest.name !== '') {
      const name = `${kindKey(manifest.apiVersion, manifest.kind)} ${manifest.namespace ?? defaultNamespace} ${manifest.name}`;
      const former = named.get(name);
      if (former) {
        repeated.set(former, manifest);
      }
      named.set(name, manifest);
    }
  }
  return repeated;
}

import { ApiObject } from 'cdk8s';
import { IConstruct } from 'constructs';

/** An object of an app, as it will be written. */
export interface SynthesizedObject {
  readonly object: ApiObject;
  readonly json: any;
}

/**
 * Has all objects of an app looked at in the synth that begins: before the first is written, and after all constructs were found valid. cdk8s has no step between
 * these; but it asks each object for its JSON then, and the first that is asked gives the word.
 *
 * @returns what is to be done when the synth is over
 */
export function beforeObjects(root: IConstruct, look: (objects: readonly SynthesizedObject[]) => void): () => void {
  const all = root.node.findAll();
  const objects = all.filter(one => ApiObject.isApiObject(one));
  // Validations may ask objects for their JSON too: these come before.
  whenValidated(all[all.length - 1], () => objects.forEach(object => answer(object, () => {
    disarm(objects);
    const synthesized = objects.map(one => ({ object: one, json: one.toJson() }));
    look(synthesized);
    // Each is asked once more in this synth: its JSON is made once.
    synthesized.forEach(({ object: one, json }) => answer(one, () => json));
    return object.toJson();
  })));
  return () => {
    next.delete(all[all.length - 1]);
    disarm(objects);
  };
}

/** What is to be done when a construct is validated, once. */
const next = new WeakMap<IConstruct, () => void>();
const validated = new WeakSet<IConstruct>();

function whenValidated(construct: IConstruct, act: () => void): void {
  next.set(construct, act);
  if (!validated.has(construct)) {
    validated.add(construct);
    construct.node.addValidation({
      validate: () => {
        next.get(construct)?.();
        next.delete(construct);
        return [];
      },
    });
  }
}

/** Has an object answer in another way when it is asked for its JSON. */
function answer(object: ApiObject, toJson: () => unknown): void {
  Object.defineProperty(object, 'toJson', { configurable: true, enumerable: false, value: toJson });
}

function disarm(objects: readonly ApiObject[]): void {
  objects.forEach(object => { delete (object as Partial<ApiObject>).toJson; });
}

import { ApiObject } from 'cdk8s';
import { IConstruct } from 'constructs';

/** An object of an app, as it will be written. */
export interface SynthesizedObject {
  readonly object: ApiObject;
  readonly json: any;
}

/**
 * Has all objects of an app looked at before the first is written, and after all constructs were found valid. To be called while the root is validated, which
 * cdk8s does first. It has no step between validation and the files; but it asks each object for its JSON then, and the first that is asked gives the word.
 */
export function beforeObjects(root: IConstruct, look: (objects: readonly SynthesizedObject[]) => void): void {
  const all = root.node.findAll();
  const objects = all.filter(one => ApiObject.isApiObject(one));
  // A synth before this one may have failed.
  disarm(objects);
  const last = all[all.length - 1];
  if (!next.has(last)) {
    last.node.addValidation({
      validate: () => {
        next.get(last)?.();
        next.set(last, undefined);
        return [];
      },
    });
  }
  // Validations may ask objects for their JSON too: these come before.
  next.set(last, () => armAll(objects, look));
}

/** What is to be done when the last construct of an app is validated, by that. */
const next = new WeakMap<IConstruct, (() => void) | undefined>();

function armAll(objects: readonly ApiObject[], look: (objects: readonly SynthesizedObject[]) => void): void {
  const known = new Map<ApiObject, unknown>();
  const arm = (object: ApiObject) => answer(object, () => {
    disarm(objects);
    const synthesized = objects.map(one => ({ object: one, json: one.toJson() }));
    look(synthesized);
    // Each is asked once more in this synth: its JSON is made once.
    synthesized.forEach(({ object: one, json }) => {
      known.set(one, json);
      answer(one, () => known.get(one));
    });
    return known.get(object);
  });
  objects.forEach(arm);
  // A synth is over when nothing of it is left to do; what is asked later may have changed.
  queueMicrotask(() => disarm(objects));
}

const armed = new WeakSet<ApiObject>();

/** Has an object answer in another way when it is asked for its JSON. */
function answer(object: ApiObject, toJson: () => unknown): void {
  armed.add(object);
  Object.defineProperty(object, 'toJson', { configurable: true, enumerable: false, value: toJson });
}

function disarm(objects: readonly ApiObject[]): void {
  for (const object of objects) {
    if (armed.delete(object)) {
      delete (object as Partial<ApiObject>).toJson;
    }
  }
}

import { ApiObject } from 'cdk8s';
import { IConstruct } from 'constructs';

/** An object of an app, as it will be written. */
export interface SynthesizedObject {
  readonly object: ApiObject;
  readonly json: any;
}

/**
 * Has all objects of an app looked at before the first is written, and after all constructs were found valid. cdk8s validates the root first and has no step between
 * that and the files; but it asks each object for its JSON then, and the first that is asked gives the word.
 */
export function beforeObjects(root: IConstruct, look: (objects: readonly SynthesizedObject[]) => void): void {
  const objects = root.node.findAll().filter(one => ApiObject.isApiObject(one));
  const disarm = () => objects.forEach(object => { delete (object as Partial<ApiObject>).toJson; });
  const known = new Map<ApiObject, unknown>();
  const arm = (object: ApiObject) => Object.defineProperty(object, 'toJson', {
    configurable: true,
    enumerable: false,
    value: () => {
      disarm();
      const synthesized = objects.map(one => ({ object: one, json: one.toJson() }));
      look(synthesized);
      // Each is asked once more in this synth: its JSON is made once.
      synthesized.forEach(({ object: one, json }) => {
        known.set(one, json);
        Object.defineProperty(one, 'toJson', { configurable: true, enumerable: false, value: () => known.get(one) });
      });
      return known.get(object);
    },
  });
  objects.forEach(arm);
  // A synth is over when nothing of it is left to do; what is asked later may have changed.
  queueMicrotask(disarm);
}

import { isObject, JsonObject } from '../manifests/manifest';

type Texts = { readonly [name: string]: string };

/** An object's labels. */
export function labelsOf(json: JsonObject): Texts {
  return textsOf(json, 'labels');
}

/** An object's annotations. */
export function annotationsOf(json: JsonObject): Texts {
  return textsOf(json, 'annotations');
}

/** Labels or annotations of an object that has none. */
export const NO_TEXTS: Texts = {};

function textsOf(json: JsonObject, field: 'labels' | 'annotations'): Texts {
  const { metadata } = json;
  const texts = isObject(metadata) ? metadata[field] : undefined;
  return isObject(texts) ? onlyTexts(texts) : NO_TEXTS;
}

/** Of kinds whose structure is not known the values may be anything. */
function onlyTexts(values: JsonObject): Texts {
  for (const name in values) {
    if (typeof values[name] !== 'string') {
      return Object.fromEntries(Object.entries(values).filter((entry): entry is [string, string] => typeof entry[1] === 'string'));
    }
  }
  return values as Texts;
}

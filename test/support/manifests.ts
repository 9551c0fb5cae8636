import { readFileSync } from 'node:fs';
import { parseAllDocuments, ScalarTag, Tags } from 'yaml';
import { Manifest } from './schema';

/**
 * The objects of a YAML text, read the way kubectl does: as YAML 1.1, in which `on` and `0755` are no texts, but
 * with Go's idea of numbers and dates. A key that stands twice is an error.
 */
export function parseManifests(text: string, source = 'the YAML'): Manifest[] {
  const documents = parseAllDocuments(text, { version: '1.1', customTags: asInGo });
  if (!Array.isArray(documents)) {
    return [];
  }
  return documents.map(document => {
    if (document.errors.length > 0) {
      throw new Error(`${source}: ${document.errors[0].message}`);
    }
    return document.toJS() as Manifest;
  }).filter(object => object !== null && object !== undefined);
}

export function readManifests(file: string): Manifest[] {
  return parseManifests(readFileSync(file, 'utf8'), file);
}

/** To Go, dates and base-60 numbers are texts, and so is the lone dot of Istio's `exportTo: [.]`. */
function asInGo(tags: Tags): Tags {
  return [...tags.filter(tag => typeof tag === 'string' || !NOT_IN_GO.test(`${tag.tag} ${tag.format ?? ''}`)), GO_FLOAT];
}

const NOT_IN_GO = /:timestamp |TIME$|:float (EXP)?$/;

const GO_FLOAT: ScalarTag = {
  tag: 'tag:yaml.org,2002:float',
  default: true,
  test: /^[-+]?(\.\d+|\d+(\.\d*)?)([eE][-+]?\d+)?$/,
  resolve: Number,
};

import { Json } from '../core/mesh-object';

/** Edits of the headers in one direction (`Headers.HeaderOperations`). */
export interface HeaderEdits {
  readonly set?: { readonly [name: string]: string };
  readonly add?: { readonly [name: string]: string };
  readonly remove?: readonly string[];
}

/** What a route does beside choosing a destination, each in Istio's JSON. */
export interface RouteSettings {
  readonly timeout?: string;
  readonly retries?: Json;
  readonly fault?: Json;
  readonly mirrors?: Json[];
  readonly corsPolicy?: Json;
  readonly rewrite?: Json;
  readonly requestHeaders?: HeaderEdits;
  readonly responseHeaders?: HeaderEdits;
}

const WHOLE = ['timeout', 'retries', 'fault', 'mirrors', 'corsPolicy', 'rewrite'] as const;
const DIRECTIONS = ['requestHeaders', 'responseHeaders'] as const;

/**
 * The settings field by field, the unit in which two policies can conflict. Header edits are fields of their own,
 * by header: two policies may edit different headers of one route.
 */
export function settingFields(settings: RouteSettings): Map<string, unknown> {
  const fields = new Map<string, unknown>();
  for (const name of WHOLE) {
    if (settings[name] !== undefined) {
      fields.set(name, settings[name]);
    }
  }
  for (const direction of DIRECTIONS) {
    const edits = settings[direction];
    for (const verb of ['set', 'add'] as const) {
      for (const [header, value] of Object.entries(edits?.[verb] ?? {})) {
        fields.set(`${direction}/${header.toLowerCase()}`, { verb, header, value });
      }
    }
    for (const header of edits?.remove ?? []) {
      fields.set(`${direction}/${header.toLowerCase()}`, { verb: 'remove', header });
    }
  }
  return fields;
}

/** The route fields that Istio reads, from settings field by field. */
export function settingsJson(fields: ReadonlyMap<string, unknown>): Json {
  const json: Json = {};
  for (const [field, value] of fields) {
    const [direction, name] = field.split('/');
    if (name === undefined) {
      json[field] = value;
      continue;
    }
    const { verb, header, value: text } = value as { verb: 'set' | 'add' | 'remove'; header: string; value: string };
    const edits = ((json.headers ??= {})[direction === 'requestHeaders' ? 'request' : 'response'] ??= {});
    if (verb === 'remove') {
      (edits.remove ??= []).push(header);
    } else {
      (edits[verb] ??= {})[header] = text;
    }
  }
  return json;
}

/** A field's name as it is told in an error. */
export function describeField(field: string): string {
  const [direction, name] = field.split('/');
  return name === undefined ? field : `the ${direction === 'requestHeaders' ? 'request' : 'response'} header '${name}'`;
}

import { Json } from '../core/mesh-object';

/** Edits of the headers in one direction (`Headers.HeaderOperations`). */
export interface HeaderEdits {
  readonly set?: { readonly [name: string]: string };
  readonly add?: { readonly [name: string]: string };
  readonly remove?: readonly string[];
}

/** A copy of requests (`HTTPMirrorPolicy`). */
export interface Mirroring {
  readonly host: string;
  readonly subset?: string;
  /** The port of another service, where it has several. */
  readonly port?: number;
  /** The copy goes to the routed service itself, at the port that was asked. */
  readonly ownPort?: boolean;
  readonly percentage?: Json;
}

/** Retries that differ for requests which may be repeated without harm and for others (`HTTPRetry` each). */
export class RetriesByMethod {
  constructor(public readonly idempotent: Json, public readonly others: Json) {}
}

/** What a route does beside choosing a destination, each in Istio's JSON. */
export interface RouteSettings {
  readonly timeout?: string;
  readonly retries?: Json | RetriesByMethod;
  readonly fault?: { readonly delay?: Json; readonly abort?: Json };
  readonly mirrors?: readonly Mirroring[];
  readonly corsPolicy?: Json;
  readonly rewrite?: Json;
  /** The host that the request names from here on, unless its rewrite says another. */
  readonly authority?: string;
  readonly requestHeaders?: HeaderEdits;
  readonly responseHeaders?: HeaderEdits;
}

const WHOLE = ['timeout', 'retries', 'corsPolicy', 'rewrite', 'authority'] as const;
const DIRECTIONS = ['requestHeaders', 'responseHeaders'] as const;

/**
 * The settings field by field, the unit in which two policies can conflict. Delay and abort are fields of their own, so are
 * mirrors, by destination, and header edits, by header: two policies may edit different headers of one route.
 */
export function settingFields(settings: RouteSettings): Map<string, unknown> {
  const fields = new Map<string, unknown>();
  for (const name of WHOLE) {
    if (settings[name] !== undefined) {
      fields.set(name, settings[name]);
    }
  }
  for (const [kind, fault] of Object.entries(settings.fault ?? {})) {
    if (fault !== undefined) {
      fields.set(`fault/${kind}`, fault);
    }
  }
  for (const mirror of settings.mirrors ?? []) {
    fields.set(`mirrors/${[mirror.host, mirror.subset ?? '', mirror.port ?? ''].join(' ').trim()}`, mirror);
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

/** The fields with what depends on the routed service's port, where it has several, filled in. */
export function atPort(fields: ReadonlyMap<string, unknown>, port: number | undefined): Map<string, unknown> {
  const filled = (value: unknown) => (value as Mirroring).ownPort ? { ...(value as Mirroring), port } : value;
  return new Map([...fields].map(([field, value]) => [field, isMirror(field) ? filled(value) : value]));
}

/** The fields that matter only to requests which are forwarded. */
export function ofForwarding(field: string): boolean {
  return field === 'timeout' || field === 'retries' || field.startsWith('fault/') || isMirror(field);
}

/** The route fields that Istio reads, from settings field by field. */
export function settingsJson(fields: ReadonlyMap<string, unknown>): Json {
  const json: Json = {};
  for (const [field, value] of fields) {
    const [group, name] = field.split('/');
    if (name === undefined) {
      json[field] = value;
    } else if (group === 'fault') {
      (json.fault ??= {})[name] = value;
    } else if (isMirror(field)) {
      const { host, subset, port, percentage } = value as Mirroring;
      (json.mirrors ??= []).push({ destination: { host, subset, port: port === undefined ? undefined : { number: port } }, percentage });
    } else {
      addEdit((json.headers ??= {})[group === 'requestHeaders' ? 'request' : 'response'] ??= {}, value as HeaderEdit);
    }
  }
  return json;
}

/** A field's name as it is told in an error. */
export function describeField(field: string): string {
  const [group, name] = field.split('/');
  switch (group) {
    case 'fault': return `the ${name} of its faults`;
    case 'mirrors': return `the copies that ${name} gets`;
    case 'requestHeaders': return `the request header '${name}'`;
    case 'responseHeaders': return `the response header '${name}'`;
    default: return field;
  }
}

interface HeaderEdit {
  readonly verb: 'set' | 'add' | 'remove';
  readonly header: string;
  readonly value: string;
}

function addEdit(edits: Json, { verb, header, value }: HeaderEdit): void {
  if (verb === 'remove') {
    (edits.remove ??= []).push(header);
  } else {
    (edits[verb] ??= {})[header] = value;
  }
}

function isMirror(field: string): boolean {
  return field.startsWith('mirrors/');
}

import { Origin } from './origin';

/** Any object of JSON, of which nothing is known. */
export interface JsonObject {
  readonly [key: string]: unknown;
}

/** An object of Kubernetes as it was written, and where. Of its fields nothing is known but what stands here. */
export interface Manifest {
  readonly apiVersion: string;
  readonly kind: string;
  readonly name: string;
  /** The namespace that it names; undefined if it names none. */
  readonly namespace?: string;
  readonly json: JsonObject;
  readonly origin: Origin;
}

/** What could not be read as objects of Kubernetes. */
export interface ReadProblem {
  readonly message: string;
  readonly file: string;
  /** The line, from 1. */
  readonly line: number;
  readonly column: number;
}

/** Whether a value is an object, and neither a list nor null. */
export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

import { SourceText } from './source-text';

/** Where an object was written: a construct of an app, or a part of a file. */
export type Origin = ConstructOrigin | FileOrigin;

/** An object that a construct puts out. */
export interface ConstructOrigin {
  /** The construct's path. */
  readonly construct: string;
}

/** An object of a file. */
export interface FileOrigin {
  readonly source: SourceText;
  /** Where its document begins and ends. */
  readonly from: number;
  readonly to: number;
  /** Where in the document the object stands, if that is a list of objects. */
  readonly within?: readonly (string | number)[];
}

/** Whether an object comes from a file. */
export function isOfFile(origin: Origin): origin is FileOrigin {
  return 'source' in origin;
}

import { jsonParts } from './json-parts';
import { Reporter } from './report';

/** For programs: all that is known. */
export const jsonReport: Reporter = ({ findings, accepted, objects, files }, { version }) =>
  jsonParts({ version, objects, files, findings, accepted });

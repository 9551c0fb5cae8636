import { Reporter } from './report';

/** For programs: all that is known. */
export const jsonReport: Reporter = ({ findings, accepted, objects, files }, { version }) =>
  `${JSON.stringify({ version, objects, files, findings, accepted }, null, 2)}\n`;

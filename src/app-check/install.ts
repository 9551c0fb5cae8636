import { judgeSynths } from '../core/synth-watch';

// Checks load with the first synth, and not with the library.
// eslint-disable-next-line @typescript-eslint/no-require-imports
judgeSynths(root => (require('./check-app') as typeof import('./check-app')).checkApp(root));

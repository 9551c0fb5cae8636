import { readMesh, summarize } from './mesh-summary';

// ts-node examples/support/main.ts <folder>
process.stdout.write(summarize(readMesh(process.argv[2])));

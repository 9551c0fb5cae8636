/* eslint-disable @typescript-eslint/no-require-imports */
const start = performance.now();
require('cdk8s');
require('cdk8s-plus-27');
const peers = performance.now();
const library = require('../src');
const loaded = performance.now();
void [library.MeshService, library.CanaryRoute, library.MeshGateway, library.MutualTlsPolicy];
const used = performance.now();
process.stdout.write(JSON.stringify({ peers: peers - start, ours: loaded - peers, used: used - loaded }));

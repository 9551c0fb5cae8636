// The first process in namespaces of its own: a control plane of the lab's, and what its API server says of the objects that come in, one a line.
import { readdir, readFile } from 'node:fs/promises';
import { Agent, request, type RequestOptions } from 'node:https';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { parse } from '../mesh/lab/manifests.js';
import { ADMIN_TOKEN, API_SERVER, startControlPlane } from '../mesh/lab/control-plane.js';
import { until } from '../mesh/lab/wait.js';
import type { Submission, Answer } from './objects-server.js';

/** At once: istiod and the API server have the machine's cores. */
const REQUESTS = 16;
/** The admission that asks for other objects, which no file on its own can have. */
const OPTIONS = ['--disable-admission-plugins=ServiceAccount'];

if (process.env.LAB_INSIDE !== '1') {
  throw new Error('start it with `npx projen test:conformance`');
}

const PARAMETERS = 'dryRun=All&fieldValidation=Strict&fieldManager=conformance';

interface Resource { readonly path: string; readonly namespaced: boolean }

const [bin, ...crds] = process.argv.slice(2);
const agent = new Agent({ keepAlive: true, maxSockets: REQUESTS, rejectUnauthorized: false });
const resources = new Map<string, Promise<ReadonlyMap<string, Resource>>>();
const spaces = new Map<string, Promise<void>>();

const api = await startControlPlane(bin, undefined, OPTIONS);
// What it adds to pods is not theirs.
await api.delete({ apiVersion: 'admissionregistration.k8s.io/v1', kind: 'MutatingWebhookConfiguration', metadata: { name: 'istio-sidecar-injector' } });
for (const folder of crds) {
  const files = (await readdir(folder)).filter(file => file.endsWith('.yaml')).sort();
  await api.apply(...(await Promise.all(files.map(file => readFile(join(folder, file), 'utf8')))).flatMap(parse).filter(({ kind }) => kind === 'CustomResourceDefinition'));
}
await until('all kinds', async () => (await api.apply({ apiVersion: 'gateway.networking.k8s.io/v1', kind: 'GatewayClass', metadata: { name: 'probe' }, spec: { controllerName: 'example.com/probe' } })).length > 0);
await until('Istio\'s webhook', webhookRefuses);
console.log('ready');

let running = 0;
const waiting: string[] = [];
createInterface({ input: process.stdin }).on('line', line => {
  waiting.push(line);
  next();
});

function next(): void {
  while (running < REQUESTS && waiting.length > 0) {
    const submission = JSON.parse(waiting.shift()!) as Submission;
    running++;
    judge(submission).then(answer => {
      running--;
      console.log(JSON.stringify(answer));
      next();
    }, error => {
      console.error(`of ${submission.text}: ${error}`);
      process.exit(1);
    });
  }
}

/** What validation alone finds, since no schema has it. */
async function webhookRefuses(): Promise<boolean> {
  const text = JSON.stringify({
    apiVersion: 'networking.istio.io/v1', kind: 'Gateway', metadata: { name: 'probe', namespace: 'default' },
    spec: { selector: { app: 'probe' }, servers: [{ port: { number: 80, name: 'http', protocol: 'NONE_SUCH' }, hosts: ['*'] }] },
  });
  const { causes } = await judge({ id: 0, text, apiVersion: 'networking.istio.io/v1', kind: 'Gateway', namespace: 'default', name: 'probe' });
  return causes.some(cause => cause.includes('NONE_SUCH'));
}

async function judge({ id, text, apiVersion, kind, namespace = 'default', name }: Submission): Promise<Answer> {
  const resource = (await resourcesOf(apiVersion)).get(kind);
  if (!resource) {
    return { id, causes: [`no matches for kind ${kind} in version ${apiVersion}`] };
  }
  // kubectl refuses what has no name and what cannot be a segment of a path, before it asks anybody.
  if (name === undefined || !isSegment(name) || !isSegment(namespace)) {
    return { id, causes: [`${namespace}/${name ?? ''} is no name for a path`] };
  }
  if (resource.namespaced && /^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/.test(namespace) && namespace.length <= 63) {
    await (spaces.get(namespace) ?? spaces.set(namespace, makeNamespace(namespace)).get(namespace));
  }
  const path = resource.path.replace('NAMESPACE', encodeURIComponent(namespace));
  const applied = await send('PATCH', `${path}/${encodeURIComponent(name)}?${PARAMETERS}&force=true`, 'application/apply-patch+yaml', text);
  const causes = causesOf(applied);
  // As kubectl does it without --server-side, and other tools. What is there already says nothing.
  const created = causes.length === 0 ? await send('POST', `${path}?${PARAMETERS}`, 'application/yaml', text) : undefined;
  return { id, causes: created && !(created.status === 409 && created.body.includes('"AlreadyExists"')) ? causesOf(created) : causes };
}

function isSegment(name: string): boolean {
  return /^[^/%]+$/.test(name) && name !== '.' && name !== '..';
}

/** Why it is refused, one by one where the server says so; none if it is not. */
function causesOf({ status, body }: { readonly status: number; readonly body: string }): readonly string[] {
  if (status < 400) {
    return [];
  }
  const { message = '', details, reason } = JSON.parse(body) as Status;
  if (/failed calling webhook|etcdserver: |context deadline/.test(message) || ['TooManyRequests', 'ServiceUnavailable', 'Unauthorized', 'Timeout'].includes(reason ?? '')) {
    throw new Error(`the API server could not judge it: ${status} ${message}`);
  }
  const causes = (details?.causes ?? []).filter(cause => cause.message !== undefined && !cause.message.includes('some validation rules were not checked'))
    .map(cause => `${cause.field ? `${cause.field}: ` : ''}${cause.message}`);
  const [, denied] = /^admission webhook "[^"]*" denied the request: configuration is invalid: ([^]*)$/.exec(message) ?? [];
  return denied !== undefined ? denied.replace(/^\d+ errors? occurred:\s*/, '').split(/\n\t\* |^\* /).map(line => line.trim()).filter(line => line !== '')
    : causes.length > 0 ? causes : [message];
}

interface Status { readonly message?: string; readonly reason?: string; readonly details?: { readonly causes?: readonly { readonly field?: string; readonly message?: string }[] } }

function makeNamespace(name: string): Promise<void> {
  return api.apply({ apiVersion: 'v1', kind: 'Namespace', metadata: { name } }).then(() => {});
}

function resourcesOf(apiVersion: string): Promise<ReadonlyMap<string, Resource>> {
  const found = resources.get(apiVersion) ?? readResources(apiVersion);
  resources.set(apiVersion, found);
  return found;
}

async function readResources(apiVersion: string): Promise<ReadonlyMap<string, Resource>> {
  const path = `/${apiVersion === 'v1' ? 'api' : 'apis'}/${apiVersion.split('/').map(encodeURIComponent).join('/')}`;
  const { status, body } = await send('GET', path);
  const list = status === 200 ? (JSON.parse(body) as { resources?: { name: string; kind: string; namespaced: boolean }[] }).resources ?? [] : [];
  return new Map(list.filter(({ name }) => !name.includes('/'))
    .map(({ name, kind, namespaced }) => [kind, { path: namespaced ? `${path}/namespaces/NAMESPACE/${name}` : `${path}/${name}`, namespaced }]));
}

function send(method: string, path: string, type = '', body = ''): Promise<{ readonly status: number; readonly body: string }> {
  const { hostname, port } = new URL(API_SERVER);
  const options: RequestOptions = {
    agent, hostname, port, path, method,
    headers: { 'authorization': `Bearer ${ADMIN_TOKEN}`, 'accept': 'application/json', 'content-length': Buffer.byteLength(body), ...type === '' ? {} : { 'content-type': type } },
  };
  return new Promise((resolve, reject) => {
    const sent = request(options, response => {
      const read: Buffer[] = [];
      response.on('data', chunk => read.push(chunk));
      response.on('end', () => resolve({ status: response.statusCode!, body: Buffer.concat(read).toString() }));
      response.on('error', reject);
    });
    sent.on('error', reject);
    sent.end(body);
  });
}

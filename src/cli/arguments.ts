import { parseArgs } from 'node:util';
import { SEVERITIES, Severity } from '../check/severity';
import { ISTIO_VERSIONS, istioMinor, NEWEST_ISTIO, OLDEST_ISTIO } from '../core/istio-version';

/** How findings are written. */
export const FORMATS = ['text', 'json', 'sarif', 'github'] as const;
export type Format = typeof FORMATS[number];

/** What the command was asked for. */
export interface CheckArguments {
  readonly paths: readonly string[];
  readonly format: Format;
  readonly failOn: Severity | 'never';
  readonly severities: { readonly [rule: string]: Severity | 'off' };
  readonly meshConfig?: string;
  readonly istioVersion?: string;
  readonly namespace?: string;
  readonly rootNamespace?: string;
  readonly clusterDomain?: string;
  readonly knownHosts: readonly string[];
  readonly quiet: boolean;
}

/** All that the program can be asked for. */
export type Command =
  | { readonly command: 'check'; readonly check: CheckArguments }
  | { readonly command: 'explain'; readonly rule: string }
  | { readonly command: 'rules' | 'help' | 'version' };

/** What was asked cannot be done; the message says what can. */
export class UsageError extends Error {}

export const USAGE = `usage: cdk8s-istio check [options] [FILE|DIRECTORY|-]...

Judges Kubernetes and Istio manifests: what Istio would reject, ignore or misread.
Directories are read with all below them (.yaml, .yml, .json); '-' is standard input.

  --format text|json|sarif|github   how findings are written (text)
  --fail-on error|warning|info|never   from which severity on the exit code is 1 (error)
  --severity RULE=error|warning|info|off   another severity for a rule; may be repeated
  --istio-version VERSION   the mesh's version of Istio, 1.${OLDEST_ISTIO} to 1.${NEWEST_ISTIO} (1.${NEWEST_ISTIO})
  --mesh-config FILE        the mesh's configuration (MeshConfig), where rules ask for it
  --namespace NAME          where objects without a namespace go (default)
  --root-namespace NAME     the namespace that holds for the whole mesh (istio-system)
  --cluster-domain NAME     the domain of the cluster's services (cluster.local)
  --known-host HOST         a host that is there though no manifest has it; may be repeated
  --quiet                   no progress and no summary
  --explain RULE            what a rule finds, why it matters and how to mend it
  --list-rules              all rules
  --version, --help

Exit codes: 0 nothing found from --fail-on on, 1 something found, 2 wrong usage or input that cannot be read.
`;

const OPTIONS = {
  'format': { type: 'string', default: 'text' },
  'fail-on': { type: 'string', default: 'error' },
  'severity': { type: 'string', multiple: true, default: [] as string[] },
  'istio-version': { type: 'string' },
  'mesh-config': { type: 'string' },
  'namespace': { type: 'string' },
  'root-namespace': { type: 'string' },
  'cluster-domain': { type: 'string' },
  'known-host': { type: 'string', multiple: true, default: [] as string[] },
  'quiet': { type: 'boolean', default: false },
  'explain': { type: 'string' },
  'list-rules': { type: 'boolean', default: false },
  'version': { type: 'boolean', default: false },
  'help': { type: 'boolean', short: 'h', default: false },
} as const;

/** Reads the command line. Throws a UsageError for what it does not know. */
export function parseCommand(argv: readonly string[]): Command {
  const { values, positionals } = parsed(argv);
  if (values.help || (argv.length === 0)) {
    return { command: 'help' };
  }
  if (values.version) {
    return { command: 'version' };
  }
  const [command, ...paths] = positionals;
  if (command !== 'check') {
    throw new UsageError(command === undefined ? 'there is no command: use check' : `there is no command '${command}': use check`);
  }
  if (values.explain !== undefined) {
    return { command: 'explain', rule: values.explain };
  }
  if (values['list-rules']) {
    return { command: 'rules' };
  }
  if (paths.length === 0) {
    throw new UsageError('there is nothing to check: name files or directories, or - for standard input');
  }
  return {
    command: 'check',
    check: {
      paths,
      format: oneOf('format', values.format, FORMATS),
      failOn: oneOf('fail-on', values['fail-on'], [...SEVERITIES, 'never']),
      severities: Object.fromEntries(values.severity.map(severityOf)),
      istioVersion: istioVersionOf(values['istio-version']),
      meshConfig: values['mesh-config'],
      namespace: values.namespace,
      rootNamespace: values['root-namespace'],
      clusterDomain: values['cluster-domain'],
      knownHosts: values['known-host'],
      quiet: values.quiet,
    },
  };
}

function parsed(argv: readonly string[]) {
  try {
    return parseArgs({ args: [...argv], options: OPTIONS, allowPositionals: true });
  } catch (error) {
    throw new UsageError((error as Error).message.split('\n')[0]);
  }
}

function oneOf<T extends string>(option: string, value: string, allowed: readonly T[]): T {
  const found = allowed.find(one => one === value);
  if (found === undefined) {
    throw new UsageError(`--${option} is '${value}': use ${allowed.join(', ')}`);
  }
  return found;
}

function istioVersionOf(version: string | undefined): string | undefined {
  if (version !== undefined && istioMinor(version) === undefined) {
    throw new UsageError(`--istio-version is '${version}': ${ISTIO_VERSIONS}`);
  }
  return version;
}

function severityOf(text: string): [string, Severity | 'off'] {
  const [rule, severity = ''] = text.split('=');
  return [rule, oneOf(`severity ${rule}`, severity, [...SEVERITIES, 'off'])];
}

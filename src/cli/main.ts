import { readFileSync } from 'node:fs';
import { CheckArguments, Format, parseCommand, UsageError, USAGE } from './arguments';
import { explain, listRules } from './explain';
import { filesOf, readInput } from './input';
import { Progress, ProgressStream } from './progress';
import { Reporter } from './report';
import { githubReport } from './report-github';
import { jsonReport } from './report-json';
import { sarifReport } from './report-sarif';
import { textReport } from './report-text';
import { checkTexts } from '../check/check-texts';
import { unreadable } from '../check/located-finding';
import { Rule } from '../check/rule';
import { RULES } from '../check/rules';
import { SEVERITIES } from '../check/severity';
import { decode } from '../manifests/decode';
import { isObject, JsonObject } from '../manifests/manifest';
import { readYaml } from '../manifests/yaml-library';

/** Where the program writes. */
export interface Terminal {
  readonly out: ProgressStream;
  readonly err: ProgressStream;
  readonly env: { readonly [name: string]: string | undefined };
  /** The program's own version. */
  readonly version: string;
}

const REPORTERS: { readonly [format in Format]: Reporter } = { text: textReport, json: jsonReport, sarif: sarifReport, github: githubReport };
/** Exit codes. */
const FINE = 0;
const FOUND = 1;
const FAILED = 2;

/** Runs the program. Answers its exit code. */
export function main(argv: readonly string[], terminal: Terminal): number {
  try {
    return run(argv, terminal);
  } catch (error) {
    const usage = error instanceof UsageError;
    terminal.err.write(`cdk8s-istio: ${(error as Error).message}\n${usage ? 'cdk8s-istio --help tells more\n' : ''}`);
    return FAILED;
  }
}

function run(argv: readonly string[], terminal: Terminal): number {
  const asked = parseCommand(argv);
  switch (asked.command) {
    case 'help':
      terminal.out.write(USAGE);
      return FINE;
    case 'version':
      terminal.out.write(`${terminal.version}\n`);
      return FINE;
    case 'rules':
      terminal.out.write(listRules(RULES));
      return FINE;
    case 'explain':
      terminal.out.write(explain(ruleOf(asked.rule)));
      return FINE;
    default:
      return check(asked.check, terminal);
  }
}

function check(asked: CheckArguments, { out, err, env, version }: Terminal): number {
  Object.keys(asked.severities).forEach(ruleOf);
  const { namespace, rootNamespace, clusterDomain, knownHosts, severities, istioVersion } = asked;
  const meshConfig = asked.meshConfig === undefined ? undefined : meshConfigOf(asked.meshConfig);
  const meshOptions = { istioVersion, meshConfig, namespace, rootNamespace, clusterDomain, knownHosts };
  const files = filesOf(asked.paths);
  if (files.length === 0) {
    throw new UsageError(`there are no manifests (.yaml, .yml, .json) in ${asked.paths.join(', ')}`);
  }
  const progress = new Progress(asked.quiet ? { write: () => {} } : err, 'reading', files.length);
  const { sources, problems } = readInput(files, done => progress.at(done));
  const checked = checkTexts(sources, { rules: RULES, severities }, meshOptions);
  progress.end();
  const broken = [...problems.map(unreadable), ...checked.unread];
  const findings = [...broken, ...checked.findings];
  out.write(REPORTERS[asked.format]({
    findings,
    accepted: checked.accepted,
    rules: RULES,
    objects: checked.objects,
    files: files.length,
  }, { colours: out.isTTY === true && !env.NO_COLOR, quiet: asked.quiet, version }));
  if (broken.length > 0) {
    return FAILED;
  }
  const heavy = asked.failOn === 'never' ? [] : SEVERITIES.slice(0, SEVERITIES.indexOf(asked.failOn) + 1);
  return findings.some(({ severity }) => heavy.includes(severity)) ? FOUND : FINE;
}

function ruleOf(id: string): Rule {
  const rule = RULES.find(one => one.id === id);
  if (!rule) {
    throw new UsageError(`there is no rule '${id}': cdk8s-istio check --list-rules names all`);
  }
  return rule;
}

/** A mesh's configuration by itself, or in the ConfigMap that holds it in a cluster. */
function meshConfigOf(file: string): JsonObject {
  const decoded = decode(readFileSync(file));
  if ('problem' in decoded) {
    throw new UsageError(`--mesh-config ${file} ${decoded.problem}`);
  }
  const [{ value, problems }] = readYaml(decoded.text);
  const inside = isObject(value) && isObject(value.data) && typeof value.data.mesh === 'string' ? readYaml(value.data.mesh)[0].value : value;
  if (problems.length > 0 || !isObject(inside)) {
    throw new UsageError(`--mesh-config ${file} holds no mesh configuration: give its YAML, or the ConfigMap 'istio'`);
  }
  return inside;
}

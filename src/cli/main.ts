import { CheckArguments, Format, parseCommand, UsageError, USAGE } from './arguments';
import { explain, listRules } from './explain';
import { filesOf, readInput } from './input';
import { Progress, ProgressStream } from './progress';
import { readBytes } from './read-bytes';
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
import { embeddedYaml } from '../model/embedded-yaml';

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
const WRITTEN_AT_ONCE = 100_000;
/** Far more than the YAML of one object may have. */
const MOST_OF_MESH_CONFIG = 16 * 1024 * 1024;

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
  const { files, problems: unopened } = filesOf(asked.paths);
  if (files.length === 0 && unopened.length === 0) {
    throw new UsageError(`there are no manifests (.yaml, .yml, .json) in ${asked.paths.join(', ')}`);
  }
  const progress = new Progress(asked.quiet ? { write: () => {} } : err);
  const { sources, problems } = readInput(files, done => progress.at('opening', done, files.length));
  const checked = checkTexts(sources, { rules: RULES, severities }, meshOptions, (step, done, total) => progress.at(step, done, total));
  progress.end();
  const broken = [...unopened, ...problems].map(unreadable).concat(checked.unread);
  const findings = broken.concat(checked.findings);
  write(out, REPORTERS[asked.format]({
    findings,
    accepted: checked.accepted,
    rules: RULES,
    objects: checked.objects,
    files: files.length + unopened.length,
  }, { colours: out.isTTY === true && !env.NO_COLOR, quiet: asked.quiet, version }));
  if (broken.length > 0) {
    return FAILED;
  }
  const heavy = asked.failOn === 'never' ? [] : SEVERITIES.slice(0, SEVERITIES.indexOf(asked.failOn) + 1);
  return findings.some(({ severity }) => heavy.includes(severity)) ? FOUND : FINE;
}

/** Writes texts together, since each of many short ones would cost a call of the system. */
function write(out: ProgressStream, texts: Iterable<string>): void {
  let waiting: string[] = [];
  let length = 0;
  for (const text of texts) {
    waiting.push(text);
    length += text.length;
    if (length > WRITTEN_AT_ONCE) {
      out.write(waiting.join(''));
      [waiting, length] = [[], 0];
    }
  }
  out.write(waiting.join(''));
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
  const read = readBytes(file, MOST_OF_MESH_CONFIG, true);
  const decoded = read ? decode(read.bytes) : { problem: `has more than ${MOST_OF_MESH_CONFIG} bytes` };
  if ('problem' in decoded) {
    throw new UsageError(`--mesh-config ${file} ${decoded.problem}`);
  }
  const { value } = embeddedYaml(decoded.text);
  const inside = isObject(value) && isObject(value.data) && typeof value.data.mesh === 'string' ? embeddedYaml(value.data.mesh).value : value;
  if (!isObject(inside)) {
    throw new UsageError(`--mesh-config ${file} holds no mesh configuration: give its YAML, or the ConfigMap 'istio'`);
  }
  return inside;
}

import { propsProblem } from './validation-props';
import { checkTexts } from '../check/check-texts';
import { LocatedFinding, sentenceOf, unreadable } from '../check/located-finding';
import { RULES } from '../check/rules';
import type { Severities } from '../check/severities';
import { readInput } from '../cli/input';

/**
 * What the plugin takes in `cdk8s.yaml` under `properties`.
 */
export interface MeshValidationProps {
  /**
   * Other severities for rules, by their ids: error, warning, info or off.
   *
   * @default - those of the rules
   */
  readonly severities?: { [rule: string]: string };

  /**
   * Hosts that are there though no manifest has them, fully qualified.
   *
   * @default - none
   */
  readonly knownHosts?: string[];

  /**
   * Where objects without a namespace go.
   *
   * @default 'default'
   */
  readonly namespace?: string;

  /**
   * The namespace whose objects hold for the whole mesh.
   *
   * @default 'istio-system'
   */
  readonly rootNamespace?: string;

  /**
   * The domain of the cluster's services.
   *
   * @default 'cluster.local'
   */
  readonly clusterDomain?: string;

  /**
   * The version of Istio, for example '1.26'.
   *
   * @default - the newest that the checks know
   */
  readonly istioVersion?: string;
}

/**
 * Judges the manifests of an app that has nothing of this library, after `cdk8s synth` wrote them: a validation plugin of the cdk8s CLI, named in `cdk8s.yaml`.
 * Errors fail the synth; warnings are logged.
 */
export class MeshValidation {
  constructor(private readonly props: MeshValidationProps = {}) {}

  /**
   * Called by the cdk8s CLI.
   *
   * @param context the CLI's `ValidationContext`
   * @throws for properties that mean nothing
   */
  public async validate(context: any): Promise<void> {
    const { manifests, report, logger } = context;
    const problem = propsProblem(this.props);
    if (problem !== undefined) {
      throw new Error(`MeshValidation: ${problem}`);
    }
    const findings = this.judge(manifests);
    const errors = findings.filter(({ severity }) => severity === 'error');
    for (const finding of errors) {
      const { rule, fix, object = '', field = '', file } = finding;
      report.addViolation({
        ruleName: rule,
        recommendation: sentenceOf(finding),
        fix,
        violatingResources: [{ resourceName: object.split(/[ /]/).pop(), locations: [field], manifestPath: file ?? manifests[0] }],
      });
    }
    for (const { severity, rule, message, fix, object, file, line } of findings) {
      if (severity === 'warning') {
        logger.log(`warning: ${file}:${line} ${object} ${message}; ${fix} (${rule})`);
      }
    }
    report.submit(errors.length > 0 ? 'failure' : 'success');
  }

  private judge(files: readonly string[]): LocatedFinding[] {
    const { severities = {}, ...options } = this.props;
    const { sources, problems } = readInput(files.map(path => ({ path, isNamed: true })));
    const { unread, findings } = checkTexts(sources, { rules: RULES, severities: severities as Severities }, options);
    return [...problems.map(unreadable), ...unread, ...findings];
  }
}

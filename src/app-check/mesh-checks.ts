import { IConstruct } from 'constructs';
import type { Acknowledgement } from '../check/acknowledgement';
import type { Severity } from '../check/severity';
import { fail, show } from '../core/errors';

/**
 * How much a finding of a check weighs.
 */
export enum CheckSeverity {
  /** It fails the synth. */
  ERROR = 'error',
  /** It is printed. */
  WARNING = 'warning',
  /** It is a hint, and left to the command line. */
  INFO = 'info',
  /** It is not looked for. */
  OFF = 'off',
}

/** What was said of checks, by the root of an app. */
interface Said {
  readonly acknowledgements: Acknowledgement[];
  readonly severities: { [rule: string]: Severity | 'off' };
  readonly knownHosts: string[];
}

const saidOf = new WeakMap<IConstruct, Said>();

/**
 * The checks that judge all objects of an app when it is synthesized, whoever made them: errors fail the synth, warnings are printed.
 * docs/checks.md has them all.
 */
export class MeshChecks {
  /**
   * The checks of a construct and all that is in it.
   *
   * @param scope the app, a chart or any other construct
   */
  public static of(scope: IConstruct): MeshChecks {
    return new MeshChecks(scope);
  }

  /** @internal what was said in an app */
  public static _said(root: IConstruct): Said {
    const said = saidOf.get(root) ?? { acknowledgements: [], severities: {}, knownHosts: [] };
    saidOf.set(root, said);
    return said;
  }

  private constructor(private readonly scope: IConstruct) {}

  /**
   * Accepts findings of one rule at objects of the construct. They are counted, and neither printed nor errors; if there are none, that is an error.
   *
   * @param rule the rule's id, for example 'subset-not-defined'
   * @param reason why, for those who come after
   * @throws without a reason
   */
  public accept(rule: string, reason: string): MeshChecks {
    if (reason.trim() === '') {
      fail(this.scope, `accepts findings of ${show(rule)} without a reason: say why, for those who come after`);
    }
    MeshChecks._said(this.scope.node.root).acknowledgements.push({ rule, reason, construct: this.scope.node.path });
    return this;
  }

  /**
   * Gives a rule another severity, for the whole app.
   *
   * @param rule the rule's id
   * @param severity how much its findings weigh
   */
  public weigh(rule: string, severity: CheckSeverity): MeshChecks {
    MeshChecks._said(this.scope.node.root).severities[rule] = severity;
    return this;
  }

  /**
   * Says that hosts are there though no object of the app has them, so that routes may lead to them.
   *
   * @param hosts fully qualified
   */
  public knowHosts(...hosts: string[]): MeshChecks {
    MeshChecks._said(this.scope.node.root).knownHosts.push(...hosts);
    return this;
  }
}

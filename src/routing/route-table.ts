import { IConstruct } from 'constructs';
import { noteChange } from './compile-once';
import { ALWAYS } from './conjunction';
import { Action, DestinationContribution, PolicyContribution, RouteProblem, RouteTableView } from './contribution';
import { inPrecedence } from './precedence';

/** Where requests go that no contribution takes. */
export interface Fallback {
  readonly name: string;
  readonly action: () => Action;
}

/**
 * All that is said of the requests to one host. Constructs contribute; only the host's owner writes it out, once for the mesh
 * and once for each gateway that exposes the host.
 */
export class RouteTable implements RouteTableView {
  public readonly policies: PolicyContribution[] = [];
  private readonly destinations: DestinationContribution[] = [];
  private precedence?: { ordered: DestinationContribution[]; problems: RouteProblem[] };

  /**
   * @param owner the construct that owns the host
   * @param fallback where requests go that no contribution takes; without it they are not answered
   */
  constructor(public readonly owner: IConstruct, private readonly fallback?: Fallback) {}

  public addDestination(contribution: DestinationContribution): void {
    this.destinations.push(contribution);
    this.precedence = undefined;
    noteChange();
  }

  public addPolicy(contribution: PolicyContribution): void {
    this.policies.push(contribution);
    noteChange();
  }

  /** Whether a contribution takes every request, so that none is left to the fallback. */
  public get claimsAll(): boolean {
    return this.destinations.some(one => one.match.some(conjunction => conjunction.size === 0));
  }

  /** Destinations in the order in which Envoy is to try them, the fallback last. */
  public ordered(): DestinationContribution[] {
    const ordered = this.inOrder().ordered;
    const { owner, fallback } = this;
    return fallback ? [...ordered, { owner, name: fallback.name, match: [ALWAYS], order: Infinity, action: fallback.action() }] : ordered;
  }

  /** What is wrong with the contributions, whichever context they are written out for. */
  public problems(): RouteProblem[] {
    return [...this.inOrder().problems];
  }

  private inOrder() {
    this.precedence ??= inPrecedence(this.destinations);
    return this.precedence;
  }
}

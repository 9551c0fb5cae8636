import { IConstruct } from 'constructs';
import { noteChange } from './compile-once';
import { ALWAYS } from './conjunction';
import { Action, DestinationContribution, PolicyContribution, RouteProblem, RouteTableView } from './contribution';
import { inPrecedence } from './precedence';
import { Suspension, suspensionProblems, withoutSuspended } from './suspension';

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
  private readonly suspensions: Suspension[] = [];
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

  public suspend(suspension: Suspension): void {
    this.suspensions.push(suspension);
    noteChange();
  }

  /** What takes a subset out of traffic, if anything does. */
  public suspensionOf(subset: string): Suspension | undefined {
    return this.suspensions.find(one => one.subset === subset);
  }

  /** Whether a contribution takes every request, so that none is left to the fallback. */
  public get claimsAll(): boolean {
    return this.destinations.some(one => one.match.some(conjunction => conjunction.size === 0));
  }

  /** Destinations in the order in which Envoy is to try them, the fallback last, and without what is suspended. */
  public ordered(): DestinationContribution[] {
    const ordered = this.inOrder().ordered;
    const { owner, fallback } = this;
    const last = fallback ? [{ owner, name: fallback.name, match: [ALWAYS], order: Infinity, action: fallback.action() }] : [];
    return withoutSuspended([...ordered, ...last], this.suspensions);
  }

  /** What is wrong with the contributions, whichever context they are written out for. */
  public problems(): RouteProblem[] {
    return [...this.inOrder().problems, ...suspensionProblems(this.suspensions)];
  }

  private inOrder() {
    this.precedence ??= inPrecedence(this.destinations);
    return this.precedence;
  }
}

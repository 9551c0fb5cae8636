import { IConstruct } from 'constructs';
import { Conjunction } from './conjunction';
import { RouteSettings } from './settings';
import { Json } from '../core/mesh-object';

/** One destination of a split, in Istio's words. */
export interface SplitDestination {
  readonly host: string;
  readonly subset?: string;
  /** The destination's port, where it is another host than the routed one and that has one port. */
  readonly port?: number;
  /** Percent; a lone destination needs none. */
  readonly weight?: number;
  /** Header edits for requests that go to this destination (`HTTPRouteDestination.headers`). */
  readonly headers?: Json;
}

/** Versions answer by weight. */
export interface SplitAction {
  readonly kind: 'split';
  readonly destinations: readonly SplitDestination[];
  /** Whether those without a share may stand in for one that is suspended: the others were chosen by preference alone. */
  readonly preference?: boolean;
}

/** What happens to a request that a destination contribution catches. */
export type Action =
  | SplitAction
  | { readonly kind: 'redirect'; readonly redirect: Json }
  | { readonly kind: 'respond'; readonly response: Json }
  /** Another VirtualService says what happens, which somebody else owns. */
  | { readonly kind: 'delegate'; readonly delegate: Json }
  /** The request goes on by another service's own table. */
  | { readonly kind: 'service'; readonly table: RouteTableView; readonly port?: number };

/** What a table lets others read, to expand it into their own. */
export interface RouteTableView {
  readonly owner: IConstruct;
  readonly policies: readonly PolicyContribution[];
  /** Destinations in the order in which Envoy is to try them. */
  ordered(): readonly DestinationContribution[];
}

/** Who gets the request: a canary, a preview, a path to another service. The first that matches decides. */
export interface DestinationContribution {
  /** The construct that stands for it in errors. Contributions of one owner keep the order in which they were made. */
  readonly owner: IConstruct;
  readonly name: string;
  /** One of them must hold; none stands for every request. */
  readonly match: readonly Conjunction[];
  /** Lower comes first where two matches overlap and neither is the more specific. */
  readonly order: number;
  readonly action: Action;
  readonly settings?: RouteSettings;
  /** The service's ports that it is for; all that can carry it when not given. */
  readonly ports?: readonly number[];
}

/** What holds for requests whoever gets them: laid over every route that it matches, whose split it keeps. */
export interface PolicyContribution {
  readonly owner: IConstruct;
  readonly name: string;
  readonly match: readonly Conjunction[];
  readonly order: number;
  readonly settings: RouteSettings;
  readonly ports?: readonly number[];
}

/** A problem of a table, told by the construct that caused it. */
export interface RouteProblem {
  readonly owner: IConstruct;
  readonly message: string;
}

/** Whether what holds for the ports `outer` holds for all of `inner`; none given stands for all. */
export function portsContain(outer: readonly number[] | undefined, inner: readonly number[] | undefined): boolean {
  return outer === undefined || (inner !== undefined && inner.every(port => outer.includes(port)));
}

/** Whether the two have no port in common. */
export function portsDisjoint(a: readonly number[] | undefined, b: readonly number[] | undefined): boolean {
  return a !== undefined && b !== undefined && !a.some(port => b.includes(port));
}

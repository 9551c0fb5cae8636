import { CompiledRoute } from './compiled-route';
import { asks, ALWAYS, Conjunction, contains, isHttpKey } from './conjunction';
import { ConjunctionIndex } from './conjunction-index';
import { contextProblem, inContext, RouteContext } from './context';
import { Action, DestinationContribution, PolicyContribution, RouteProblem, RouteTableView } from './contribution';
import { LaidPolicy, layersOf, mergeFields } from './layering';
import { byRewrite, through, written } from './rewriting';
import { atPort } from './settings';

/** Writes a table out for a context: destinations in order, policies laid over them, other services' tables expanded. */
export function compileRoutes(
  table: RouteTableView, context: RouteContext, port: number | undefined, problems: RouteProblem[],
): CompiledRoute[] {
  return compileTable(table, context, port, problems, []).flatMap(written);
}

/** Whether a contribution can be carried by a connection of which the proxy knows no request. */
export function fitsConnections(contribution: DestinationContribution): boolean {
  return contribution.action.kind === 'split' && contribution.match.some(one => !asks(one, isHttpKey));
}

/** The splits of connections (TCP, TLS) for a context: what asks for nothing that only a request has. */
export function compileConnections(table: RouteTableView, context: RouteContext, port: number | undefined): CompiledRoute[] {
  const routes: CompiledRoute[] = [];
  for (const contribution of table.ordered().filter(fitsConnections).flatMap(one => narrowed(one, context, port, []))) {
    const match = contribution.match.filter(one => !asks(one, isHttpKey) && !routes.some(route => route.match.some(other => contains(other, one))));
    if (match.length > 0) {
      routes.push({ name: contribution.name, match, action: contribution.action as CompiledRoute['action'], port, fields: new Map() });
    }
  }
  return routes;
}

/** A route on trial: what is wrong with it matters only if some request can reach it. */
interface Candidate {
  readonly route: CompiledRoute;
  readonly problems: readonly RouteProblem[];
}

function compileTable(
  table: RouteTableView, context: RouteContext, port: number | undefined, problems: RouteProblem[], path: readonly RouteTableView[],
): CompiledRoute[] {
  const routes: CompiledRoute[] = [];
  const taken = new ConjunctionIndex<Conjunction>();
  const policies = table.policies.flatMap(policy => narrowed(policy, context, port, problems));
  for (const destination of table.ordered().flatMap(contribution => narrowed(contribution, context, port, problems))) {
    try {
      for (const candidate of candidatesOf(destination, policies, context, port, problems, [...path, table])) {
        const left = candidate.route.match.filter(one => !covered(taken, one));
        left.forEach(one => taken.add(one, one));
        if (left.length > 0) {
          routes.push({ ...candidate.route, match: left });
          problems.push(...candidate.problems);
        }
      }
    } catch (error) {
      problems.push({ owner: destination.owner, message: `route '${destination.name}': ${(error as Error).message}` });
    }
  }
  return routes;
}

function covered(taken: ConjunctionIndex<Conjunction>, one: Conjunction): boolean {
  for (const other of taken.around(one)) {
    if (contains(other, one)) {
      return true;
    }
  }
  return false;
}

/** A contribution as far as it holds in a context and for a port: one or none. It still knows its `whole` match. */
function narrowed<T extends DestinationContribution | PolicyContribution>(
  contribution: T, context: RouteContext, port: number | undefined, problems: RouteProblem[],
): (T & { readonly whole: readonly Conjunction[] })[] {
  if (port !== undefined && contribution.ports && !contribution.ports.includes(port)) {
    return [];
  }
  const whole = contribution.match;
  const match = whole.map(one => inContext(one, context)).filter(one => one !== undefined);
  const refused = match.map(one => contextProblem(one, context)).find(problem => problem !== undefined);
  if (refused !== undefined) {
    problems.push({ owner: contribution.owner, message: refused });
    return [];
  }
  if (match.length === 0) {
    return [];
  }
  const narrow: T = { ...contribution, match: match.some(one => one.size === 0) ? [ALWAYS] : match };
  return [{ ...narrow, whole }];
}

function candidatesOf(
  destination: DestinationContribution & { readonly whole: readonly Conjunction[] }, policies: readonly LaidPolicy[],
  context: RouteContext, port: number | undefined, problems: RouteProblem[], path: readonly RouteTableView[],
): Candidate[] {
  const { action, settings = {} } = destination;
  const own: LaidPolicy = { ...destination, settings };
  const inner = action.kind === 'service' ? expand(action, context, problems, path) : undefined;
  return byRewrite(destination.match, settings.rewrite?.uri).flatMap(part => layersOf(part.match, policies).flatMap((layer): Candidate[] => {
    const wrong: RouteProblem[] = [];
    const fields = atPort(mergeFields([own, ...layer.policies], wrong), port);
    if (action.kind !== 'service') {
      const name = [destination.name, ...layer.distinctive.map(policy => policy.name)].join('+');
      return [{ route: { name, match: layer.match, action, port, fields, path: part.path }, problems: wrong }];
    }
    return inner!.flatMap(route => through(layer.match, part.path, fields, route)).map(route => ({ route, problems: wrong }));
  }));
}

/** Another service's table, as it looks from this one. */
function expand(action: Extract<Action, { kind: 'service' }>, context: RouteContext, problems: RouteProblem[], path: readonly RouteTableView[]): CompiledRoute[] {
  if (path.includes(action.table)) {
    const circle = [...path.slice(path.indexOf(action.table)), action.table].map(table => `'${table.owner.node.path}'`).join(' -> ');
    throw new Error(`services route to each other in a circle (${circle}): let one of them end in a version`);
  }
  return compileTable(action.table, context, action.port, problems, path);
}

import { contains, describeMatch, matchContains, matchesDisjoint } from './conjunction';
import { ConjunctionIndex } from './conjunction-index';
import { DestinationContribution, portsContain, portsDisjoint, RouteProblem } from './contribution';

/**
 * Puts destination contributions into the order in which Envoy is to try them.
 *
 * Where two overlap: the lower `order` first; then contributions of one owner as they were made; then the more specific
 * match. What is left is an error that names both: the same match twice, a partial overlap without an order, and a
 * contribution that no request can reach.
 */
export function inPrecedence(contributions: readonly DestinationContribution[]): { ordered: DestinationContribution[]; problems: RouteProblem[] } {
  const problems: RouteProblem[] = [];
  const before: number[][] = contributions.map(() => []);
  for (const [a, b] of overlaps(contributions)) {
    const first = whichFirst(contributions[a], contributions[b], problems);
    const [front, back] = first === contributions[b] ? [b, a] : [a, b];
    before[back].push(front);
  }

  const ordered = topological(contributions, before, problems);
  const position = new Map(ordered.map((index, at) => [index, at]));
  for (const index of ordered) {
    const contribution = contributions[index];
    const fronts = before[index].filter(front => position.get(front)! < position.get(index)! && !tied(contributions[front], contribution));
    const covers = coversOf(contribution, fronts.map(front => contributions[front]));
    if (covers.some(cover => cover.owner !== contribution.owner)) {
      problems.push({
        owner: contribution.owner,
        message: `route '${contribution.name}' for ${describeMatch(contribution.match)} is never reached: ${covers.map(cover => `'${cover.owner.node.path}' takes ${describeMatch(cover.match)}`).join(' and ')} before it; give this one an order lower than ${Math.min(...covers.map(cover => cover.order))}, or narrow the other's match`,
      });
    }
  }
  return { ordered: ordered.map(index => contributions[index]), problems };
}

/** Those that together leave a contribution nothing; none when it gets something. */
function coversOf(contribution: DestinationContribution, fronts: readonly DestinationContribution[]): DestinationContribution[] {
  const able = fronts.filter(front => portsContain(front.ports, contribution.ports));
  const covers = contribution.match.map(one => able.find(front => front.match.some(other => contains(other, one))));
  return covers.every(cover => cover !== undefined) ? [...new Set(covers)] : [];
}

/** Reported as a tie already. */
function tied(a: DestinationContribution, b: DestinationContribution): boolean {
  return a.owner !== b.owner && a.order === b.order && wider(a, b) && wider(b, a);
}

/** Whether the one takes all that the other takes. */
function wider(one: DestinationContribution, other: DestinationContribution): boolean {
  return portsContain(one.ports, other.ports) && matchContains(one.match, other.match);
}

function whichFirst(a: DestinationContribution, b: DestinationContribution, problems: RouteProblem[]): DestinationContribution {
  if (a.owner === b.owner) {
    return a;
  }
  if (a.order !== b.order) {
    return a.order < b.order ? a : b;
  }
  const aInB = wider(b, a);
  const bInA = wider(a, b);
  if (aInB && bInA) {
    const all = b.match.some(one => one.size === 0);
    const advice = all ? 'remove one; to share requests out over several versions use one split of them all' : 'remove one or narrow its match';
    problems.push({
      owner: b.owner,
      message: `claims ${describeMatch(b.match)}, and so does '${a.owner.node.path}': a request can go by one of them only; ${advice}`,
    });
  } else if (!aInB && !bInA) {
    problems.push({
      owner: b.owner,
      message: `takes ${describeMatch(b.match)} and '${a.owner.node.path}' takes ${describeMatch(a.match)}: some requests meet both and neither is the more specific; give the one that goes first a lower order`,
    });
  }
  return bInA && !aInB ? b : a;
}

function overlap(a: DestinationContribution, b: DestinationContribution): boolean {
  return !portsDisjoint(a.ports, b.ports) && !matchesDisjoint(a.match, b.match);
}

/** The pairs of contributions, by index, that some request could meet both of. */
function overlaps(contributions: readonly DestinationContribution[]): [number, number][] {
  const index = new ConjunctionIndex<number>();
  contributions.forEach((contribution, at) => contribution.match.forEach(one => index.add(one, at)));
  const pairs = new Map<number, Set<number>>();
  contributions.forEach((contribution, at) => {
    for (const one of contribution.match) {
      for (const other of index.around(one)) {
        if (other !== at) {
          const [low, high] = other < at ? [other, at] : [at, other];
          pairs.set(low, (pairs.get(low) ?? new Set()).add(high));
        }
      }
    }
  });
  return [...pairs].sort(([a], [b]) => a - b).flatMap(([low, highs]) => [...highs].sort((a, b) => a - b)
    .filter(high => overlap(contributions[low], contributions[high]))
    .map((high): [number, number] => [low, high]));
}

/** Predecessors first, and otherwise as they were made. */
function topological(contributions: readonly DestinationContribution[], before: readonly number[][], problems: RouteProblem[]): number[] {
  const ordered: number[] = [];
  const state = new Array<'open' | 'done' | undefined>(contributions.length);
  const way: number[] = [];
  const visit = (index: number): void => {
    if (state[index] === 'open') {
      const owners = [...new Set(way.slice(way.indexOf(index)).map(one => contributions[one].owner.node.path))];
      problems.push({
        owner: contributions[index].owner,
        message: `is part of a circle in the route table, ${owners.map(path => `'${path}'`).join(' and ')} each have routes that must come before the other's: give them different orders`,
      });
    }
    if (state[index]) {
      return;
    }
    state[index] = 'open';
    way.push(index);
    for (const front of [...before[index]].sort((a, b) => a - b)) {
      visit(front);
    }
    way.pop();
    state[index] = 'done';
    ordered.push(index);
  };
  contributions.map((contribution, index) => ({ contribution, index }))
    .sort((a, b) => a.contribution.order - b.contribution.order || a.index - b.index)
    .forEach(({ index }) => visit(index));
  return ordered;
}

import { ApiObject, Chart } from 'cdk8s';
import { Dependable, IConstruct, IDependable } from 'constructs';
import { RouteTableView } from '../routing/contribution';

/**
 * Puts a VirtualService behind the DestinationRules of the services that a table leads to, as far as they stand in the
 * same file: a proxy that gets a route before the subset which it names answers 503. Files have an order of their own.
 */
export function behindDestinationRules(virtualService: ApiObject, table: RouteTableView): void {
  const rules: IDependable = {};
  Dependable.implement(rules, {
    // Asked for at synth, when all contributions are known.
    get dependencyRoots(): IConstruct[] {
      return [...tablesFrom(table)]
        .map(({ owner }) => owner.node.tryFindChild('DestinationRule'))
        .filter(rule => rule !== undefined && Chart.of(rule) === virtualService.chart)
        .flatMap(rule => Dependable.of(rule!).dependencyRoots);
    },
  });
  virtualService.node.addDependency(rules);
}

/**
 * Keeps a service's VirtualService behind its own DestinationRule, which is made first: whatever depends on one of them
 * depends on both, in this order. A dependency between the two would do it too, but cdk8s walks over each several times.
 */
export function keepTogether(rule: ApiObject, virtualService: ApiObject): void {
  const dependencyRoots = [rule, virtualService];
  Dependable.implement(rule, { dependencyRoots });
  Dependable.implement(virtualService, { dependencyRoots });
  const { node } = virtualService;
  const addDependency = node.addDependency.bind(node);
  // Somebody's dependency of one on the other says what holds already, and would be one of the pair on itself.
  node.addDependency = (...deps) => addDependency(...deps.filter(dep => dep !== rule));
}

function tablesFrom(table: RouteTableView, found = new Set<RouteTableView>()): Set<RouteTableView> {
  if (!found.has(table)) {
    found.add(table);
    for (const { action } of table.ordered()) {
      if (action.kind === 'service') {
        tablesFrom(action.table, found);
      }
    }
  }
  return found;
}

import { ApiObject, Chart } from 'cdk8s';
import { Dependable, IConstruct, IDependable } from 'constructs';
import { RouteTableView } from '../routing/contribution';

/**
 * Puts a VirtualService behind the DestinationRules of all services that its table leads to, as far as they stand in the same
 * file: a proxy that gets a route before the subset which it names answers 503. Files have an order of their own.
 */
export function behindDestinationRules(virtualService: ApiObject, table: RouteTableView): void {
  const rules: IDependable = {};
  Dependable.implement(rules, {
    // Asked for at synth, when all contributions are known.
    get dependencyRoots(): IConstruct[] {
      return [...tablesFrom(table)]
        .map(({ owner }) => owner.node.tryFindChild('DestinationRule'))
        .filter(rule => rule !== undefined && Chart.of(rule) === virtualService.chart) as IConstruct[];
    },
  });
  virtualService.node.addDependency(rules);
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

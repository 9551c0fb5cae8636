import { LoadedTable } from './loaded-table';
import { Predicate, ShapeTable, ShapeText } from './shape';

/** A generated table whose shapes are made of those of another one. */
export interface TableBehind {
  /** How many shapes the other one has. Places from there on are of this one. */
  readonly newest: number;
  /** The SHA-256 of the other one, to which this one belongs. */
  readonly of: string;
  /** Rules and shapes that the other one has not. */
  readonly rules: readonly string[];
  readonly shapes: readonly ShapeText[];
}

/** Both tables as one. */
export function loadBehind(newest: ShapeTable, { rules, shapes }: TableBehind, ruleOf: (text: string) => Predicate | undefined): LoadedTable {
  return new LoadedTable({ rules: [...newest.rules, ...rules], shapes: [...newest.shapes, ...shapes] }, ruleOf);
}

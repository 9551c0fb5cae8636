import { alternativeOf, predicateOf } from './cel-rules';
import { Predicate, Shape, ShapeRule, ShapeText } from './shape';

/** Shapes and rules as a generated table has them. */
interface TableTexts {
  readonly rules: readonly string[];
  readonly shapes: readonly ShapeText[];
}

/** A generated table; a shape of it is made when it is first needed. */
export class LoadedTable {
  private readonly shapes: Shape[] = [];

  /**
   * @param table what it holds.
   * @param ruleOf the predicate of a rule by its text. A generated table has no rule without one: its generator would have refused it.
   */
  constructor(private readonly table: TableTexts, private readonly ruleOf: (text: string) => Predicate | undefined = predicateOf) {}

  // As values, which shapes are given to find others by.
  public readonly shapeAt = (place: number): Shape =>
    this.shapes[place] ??= new Shape(this.table.shapes[place], this.shapeAt, this.ruleAt, this.alternativeAt);

  private readonly ruleAt = (place: number): Predicate => this.ruleOf(this.table.rules[place])!;
  private readonly alternativeAt = (place: number): ShapeRule => alternativeOf(this.table.rules[place])!;
}

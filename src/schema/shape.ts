import { JsonObject } from '../manifests/manifest';

/**
 * What a value must be, as the generated tables spell it: names are short because there are hundreds. Other shapes are meant by their place in the table, and
 * come before those that use them.
 */
export interface ShapeText {
  /** The type; without it any value will do. */
  readonly t?: ShapeType;
  /** Fields of an object. */
  readonly p?: { readonly [name: string]: number };
  /** Fields that must be there. */
  readonly r?: readonly string[];
  /** What the values of a map are. */
  readonly v?: number;
  /** 1 if an object may have fields that are not known. */
  readonly u?: 1;
  /** What the items of a list are. */
  readonly i?: number;
  /** The fields by which the items of a list differ, or 1 if the items are a set. */
  readonly k?: readonly string[] | 1;
  /** What these fields are where they are left out. */
  readonly kd?: JsonObject;
  /** All values that are allowed. */
  readonly e?: readonly unknown[];
  /** The lowest and the highest number, or so many characters, items or fields. */
  readonly l?: number;
  readonly h?: number;
  /** 1 if the lowest, or the highest, is not allowed itself. */
  readonly lx?: 1;
  readonly hx?: 1;
  /** A regular expression. */
  readonly m?: string;
  /** What a text is that matches it. */
  readonly w?: string;
  readonly f?: Format;
  /** 1 if null is a value, 2 if it is the same as nothing. */
  readonly n?: 1 | 2;
  /** Fields of which one at most may be there; 1 in front if one must. */
  readonly c?: readonly (readonly [0 | 1, ...string[]])[];
  /** Rules, by their place in the table, and their messages. */
  readonly x?: readonly (readonly [rule: number, message: string])[];
  /** What is said with oneOf and its like and is no choice, by its place among the rules. */
  readonly y?: readonly number[];
  /** What the server puts in where nothing is written. */
  readonly d?: unknown;
}

/** Object, array, string, integer, number, boolean, integer or string, quantity. */
export type ShapeType = 'o' | 'a' | 's' | 'i' | 'n' | 'b' | 'x' | 'q';

/** Formats that the server checks. */
export type Format = 'int32' | 'int64' | 'byte' | 'date-time';

/** A generated file. */
export interface ShapeTable {
  /** By group and kind: the versions that are served, newest first, with their shapes. */
  readonly kinds: { readonly [group: string]: { readonly [kind: string]: { readonly [version: string]: number } } };
  readonly rules: readonly string[];
  readonly shapes: readonly ShapeText[];
}

/** Whether a value fulfils a rule. It has the right structure, and defaults are filled in. */
export type Predicate = (self: any) => boolean;

/** A rule that a shape has. */
export interface ShapeRule {
  readonly holds: Predicate;
  readonly message: string;
}

const NONE: readonly never[] = [];

/** A shape, ready to judge by. Every one has all members, in one order, which is what makes looking at them fast. */
export class Shape {
  public readonly type: ShapeType | undefined;
  public readonly properties: ReadonlyMap<string, Shape>;
  public readonly values: Shape | undefined;
  public readonly open: boolean;
  public readonly required: readonly string[];
  public readonly items: Shape | undefined;
  public readonly keys: readonly string[] | undefined;
  public readonly isSet: boolean;
  public readonly keyDefaults: JsonObject;
  public readonly choices: readonly (readonly [0 | 1, ...string[]])[];
  public readonly rules: readonly ShapeRule[];
  public readonly alternatives: readonly ShapeRule[];
  public readonly allowed: readonly unknown[] | undefined;
  public readonly low: number;
  public readonly high: number;
  public readonly lowExcluded: boolean;
  public readonly highExcluded: boolean;
  public readonly pattern: RegExp | undefined;
  /** What a text is that matches the pattern, where that is said. */
  public readonly matching: string | undefined;
  public readonly format: Format | undefined;
  /** Whether the type is all that is asked of a value that is no object and no list. */
  public readonly plain: boolean;
  public readonly nullable: boolean;
  public readonly nullIsNothing: boolean;
  public readonly fallback: unknown;
  /** Whether anything in it has a default. */
  public readonly hasDefaults: boolean;
  /** Fields that have a default. */
  public readonly defaults: readonly (readonly [string, Shape])[];

  /**
   * @param shapeAt the shape at a place of the table, which comes before this one.
   * @param ruleAt the predicate of a rule.
   * @param alternativeAt that of what is no rule.
   */
  constructor(text: ShapeText, shapeAt: (place: number) => Shape, ruleAt: (place: number) => Predicate, alternativeAt: (place: number) => ShapeRule) {
    this.type = text.t;
    this.properties = new Map(Object.entries(text.p ?? {}).map(([name, at]) => [name, shapeAt(at)]));
    this.values = text.v === undefined ? undefined : shapeAt(text.v);
    this.open = text.u === 1;
    this.required = text.r ?? NONE;
    this.items = text.i === undefined ? undefined : shapeAt(text.i);
    this.keys = text.k === 1 ? undefined : text.k;
    this.isSet = text.k === 1;
    this.keyDefaults = text.kd ?? {};
    this.choices = text.c ?? NONE;
    this.alternatives = (text.y ?? NONE).map(alternativeAt);
    this.rules = (text.x ?? NONE).map(([rule, message]) => ({ holds: ruleAt(rule), message }));
    this.allowed = text.e;
    this.low = text.l ?? -Infinity;
    this.high = text.h ?? Infinity;
    this.lowExcluded = text.lx === 1;
    this.highExcluded = text.hx === 1;
    // With flags as Go has them: characters rather than halves of them, and a dot is whatever is no end of a line.
    this.pattern = text.m === undefined ? undefined : new RegExp(text.m.replace('(?i)', ''), text.m.includes('(?i)') ? 'iu' : 'u');
    this.matching = text.w;
    this.format = text.f;
    this.plain = !this.allowed && !this.pattern && !this.format && text.l === undefined && text.h === undefined && this.rules.length === 0;
    this.nullable = text.n === 1;
    this.nullIsNothing = text.n === 2;
    this.fallback = text.d;
    this.defaults = [...this.properties].filter(([, shape]) => shape.fallback !== undefined);
    this.hasDefaults = this.defaults.length > 0 || [...this.properties.values(), this.values, this.items].some(shape => shape?.hasDefaults);
  }
}

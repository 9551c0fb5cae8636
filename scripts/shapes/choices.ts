/** What CRDs say with oneOf and its like, in the few forms in which Istio and the Gateway API say it. */
export interface Choices {
  /** Fields of which one at most may be there; 1 in front if one must. */
  readonly choices: (readonly [0 | 1, ...string[]])[];
  /** What no choice says, by the text under which src/schema has a predicate for it. */
  readonly others: string[];
}

interface Member {
  readonly required?: readonly string[];
  readonly not?: { readonly anyOf?: readonly Member[] };
}

export interface Combined {
  readonly oneOf?: readonly Member[];
  readonly anyOf?: readonly unknown[];
  readonly allOf?: readonly Combined[];
  readonly not?: unknown;
}

const KEYWORDS = ['oneOf', 'anyOf', 'allOf', 'not'] as const;

/** The choices of a schema. */
export function choicesOf(schema: Combined): Choices {
  const found: Choices = { choices: [], others: [] };
  for (const keyword of KEYWORDS) {
    if (schema[keyword] === undefined) {
      continue;
    }
    const choice = keyword === 'oneOf' ? choiceOf(schema.oneOf!) : undefined;
    if (choice) {
      found.choices.push(choice);
    } else if (keyword === 'allOf' && schema.allOf!.every(member => Object.keys(member).every(name => KEYWORDS.some(known => known === name)))) {
      for (const member of schema.allOf!) {
        const { choices, others } = choicesOf(member);
        found.choices.push(...choices);
        found.others.push(...others);
      }
    } else {
      found.others.push(`${keyword}: ${JSON.stringify(schema[keyword])}`);
    }
  }
  return found;
}

/** `oneOf: [{required: [a]}, {required: [b]}]`, with `{not: {anyOf: [...]}}` of the same in front where none is fine too. */
function choiceOf(members: readonly Member[]): readonly [0 | 1, ...string[]] | undefined {
  const none = members.filter(member => member.not);
  const names = namesOf(members.filter(member => !member.not));
  if (!names || none.length > 1) {
    return undefined;
  }
  if (none.length === 0) {
    return [1, ...names];
  }
  const { anyOf } = none[0].not!;
  const isNone = Object.keys(none[0]).length === 1 && Object.keys(none[0].not!).length === 1 && anyOf;
  return isNone && namesOf(anyOf)?.join() === names.join() ? [0, ...names] : undefined;
}

/** The fields that the members require, one each. */
function namesOf(members: readonly Member[]): string[] | undefined {
  const isOneField = members.every(member => Object.keys(member).join() === 'required' && member.required!.length === 1);
  return isOneField ? members.map(member => member.required![0]) : undefined;
}

/** Values as messages list them: 'a', 'b'. */
export function listed(values: readonly (string | number)[]): string {
  return values.map(value => `'${value}'`).join(', ');
}

/** The first of some things, and how many more there are: 'a' and 2 others. */
export function firstOf(values: readonly string[]): string {
  const others = values.length - 1;
  return `'${values[0]}'${others === 0 ? '' : ` and ${others} ${others === 1 ? 'other' : 'others'}`}`;
}

type Labels = { readonly [name: string]: string };

/** Whether a selector chooses what carries the labels: all of its own are among them. */
export function selects(selector: Labels, labels: Labels): boolean {
  return Object.entries(selector).every(([name, value]) => labels[name] === value);
}

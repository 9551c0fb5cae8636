export type Labels = { readonly [name: string]: string };

/** Whether a selector chooses what carries the labels: all of its own are among them. */
export function selects(selector: Labels, labels: Labels): boolean {
  return Object.entries(selector).every(([name, value]) => labels[name] === value);
}

/** One word for what carries a label in a namespace, or for all that is in the namespace. */
export function labelKey(namespace: string, [name, value]: readonly string[] = []): string {
  return name === undefined ? namespace : `${namespace} ${name}=${value}`;
}

export type Labels = { readonly [name: string]: string };

/** Whether a selector chooses what carries the labels: all of its own are among them. */
export function selects(selector: Labels, labels: Labels): boolean {
  for (const name in selector) {
    if (labels[name] !== selector[name]) {
      return false;
    }
  }
  return true;
}

/** The namespaces in which something can be seen: '*' for all. */
export type Visibility = ReadonlySet<string> | '*';

/**
 * Where something of a namespace can be seen by what it says in `exportTo`; what says nothing is seen everywhere, unless the mesh has another default.
 */
export function visibilityOf(exportTo: readonly string[] | undefined, namespace: string, byDefault?: readonly string[]): Visibility {
  const said = exportTo && exportTo.length > 0 ? exportTo : byDefault;
  return said === undefined || said.includes('*') ? '*' : new Set(said.filter(one => one !== '~').map(one => one === '.' ? namespace : one));
}

/** Whether what is visible there can be seen in a namespace. */
export function isVisibleIn(visibility: Visibility, namespace: string): boolean {
  return visibility === '*' || visibility.has(namespace);
}

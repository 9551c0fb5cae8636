import { Manifest } from '../manifests/manifest';

/** An object of a kind that the model knows: where it is, and what it says. Types of its fields can be relied on, their presence cannot. */
export interface Entity<Spec> {
  readonly manifest: Manifest;
  readonly name: string;
  readonly namespace: string;
  readonly spec: Spec;
}

/** An object in a few words: `shop/cart`. */
export function qualifiedName({ namespace, name }: { readonly namespace: string; readonly name: string }): string {
  return `${namespace}/${name}`;
}

import { Entity } from './entity';
import { HeaderOperations, VirtualServiceSpec } from './istio-specs';
import { remembered } from './remembered';
import { FieldPath } from '../manifests/locate';

/** A header that a route changes, and where. */
export interface HeaderOperation {
  readonly name: string;
  /** Undefined where the header is removed. */
  readonly value?: string;
  readonly request: boolean;
  readonly path: FieldPath;
}

/** All headers that routes and destinations of a VirtualService change. */
export const headerOperationsOf = remembered(({ spec: { http = [] } }: Entity<VirtualServiceSpec>): readonly HeaderOperation[] => {
  return http.flatMap(({ headers, route = [] }, at) => [
    { headers, path: ['spec', 'http', at, 'headers'] },
    ...route.map((destination, index) => ({ headers: destination.headers, path: ['spec', 'http', at, 'route', index, 'headers'] })),
  ]).flatMap(({ headers, path }) => (['request', 'response'] as const).flatMap(side => operations(headers?.[side], side === 'request', [...path, side])));
});

function operations({ set = {}, add = {}, remove = [] }: HeaderOperations = {}, request: boolean, path: FieldPath): readonly HeaderOperation[] {
  return [
    ...Object.entries({ set, add }).flatMap(([field, values]) => Object.entries(values)
      .map(([name, value]) => ({ name, value, request, path: [...path, field, name] }))),
    ...remove.map((name, at) => ({ name, request, path: [...path, 'remove', at] })),
  ];
}

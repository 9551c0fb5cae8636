import { Entity } from './entity';
import { StringMatch, VirtualServiceSpec } from './istio-specs';
import { remembered } from './remembered';
import { httpMatchesOf } from './virtual-service';
import { FieldPath } from '../manifests/locate';

/** A condition of a text in a VirtualService, and where. */
export interface TextMatch {
  readonly match: StringMatch;
  readonly field: 'uri' | 'scheme' | 'method' | 'authority' | 'headers' | 'withoutHeaders' | 'queryParams' | 'allowOrigins';
  readonly path: FieldPath;
}

/** All conditions of texts in routes. */
export const textMatchesOf = remembered((service: Entity<VirtualServiceSpec>): readonly TextMatch[] => {
  return [
    ...httpMatchesOf(service).flatMap(({ match, path }) => [
      ...(['uri', 'scheme', 'method', 'authority'] as const).flatMap(field => match[field] ? [{ match: match[field], field, path: [...path, field] }] : []),
      ...(['headers', 'withoutHeaders', 'queryParams'] as const).flatMap(field => Object.entries(match[field] ?? {})
        .map(([name, one]) => ({ match: one ?? {}, field, path: [...path, field, name] }))),
    ]),
    ...(service.spec.http ?? []).flatMap(({ corsPolicy: { allowOrigins = [] } = {} }, at) =>
      allowOrigins.map((match, index) => ({ match, field: 'allowOrigins' as const, path: ['spec', 'http', at, 'corsPolicy', 'allowOrigins', index] }))),
  ];
});

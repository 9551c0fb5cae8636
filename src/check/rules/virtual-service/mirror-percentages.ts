import { FieldPath } from '../../../manifests/locate';
import { HttpRoute, Percent } from '../../../model/istio-specs';

/** How many percent of the requests are copied, and where it is said; no number where a percentage has no value. */
export type SaidPercent = readonly [percent: number | undefined, path: FieldPath];

/** What a route says for its `mirror`, in any spelling: of several Istio takes the first. */
export function mirrorPercentages({ mirrorPercentage, mirrorPercent, mirror_percent }: HttpRoute, path: FieldPath): readonly SaidPercent[] {
  const numbers = Object.entries({ mirrorPercent, mirror_percent })
    .flatMap(([field, percent]): SaidPercent[] => percent === undefined ? [] : [[percent, [...path, field]]]);
  return [...saidPercent(mirrorPercentage, [...path, 'mirrorPercentage']), ...numbers];
}

/** What a route says for each of its `mirrors`. */
export function mirrorsPercentages({ mirrors = [] }: HttpRoute, path: FieldPath): readonly SaidPercent[] {
  return mirrors.flatMap(({ percentage }, index) => saidPercent(percentage, [...path, 'mirrors', index, 'percentage']));
}

function saidPercent(percentage: Percent | undefined, path: FieldPath): readonly SaidPercent[] {
  return percentage === undefined ? [] : [[percentage.value, percentage.value === undefined ? path : [...path, 'value']]];
}

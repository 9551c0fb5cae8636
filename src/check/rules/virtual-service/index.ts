import { destinationHostNotFound } from './destination-host-not-found';
import { subsetNotDefined } from './subset-not-defined';
import { Rule } from '../../rule';

export const VIRTUAL_SERVICE_RULES: readonly Rule[] = [
  destinationHostNotFound,
  subsetNotDefined,
];

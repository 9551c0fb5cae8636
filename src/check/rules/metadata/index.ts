// Written by `npx projen rules:index`.
import { configKeyRefused } from './config-key-refused';
import { finalizerRefused } from './finalizer-refused';
import { labelRefused } from './label-refused';
import { objectNameRefused } from './object-name-refused';
import { selectorRefused } from './selector-refused';
import { selectorWithWildcard } from './selector-with-wildcard';
import { Rule } from '../../rule';

export const METADATA_RULES: readonly Rule[] = [
  configKeyRefused,
  finalizerRefused,
  labelRefused,
  objectNameRefused,
  selectorRefused,
  selectorWithWildcard,
];

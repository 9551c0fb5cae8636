import { ACKNOWLEDGEMENT_RULES } from './acknowledgement';
import { SCHEMA_RULES } from './schema';
import { VIRTUAL_SERVICE_RULES } from './virtual-service';
import { Rule } from '../rule';

/** All rules, in the order in which they are documented. */
export const RULES: readonly Rule[] = [
  ...SCHEMA_RULES,
  ...VIRTUAL_SERVICE_RULES,
  ...ACKNOWLEDGEMENT_RULES,
];

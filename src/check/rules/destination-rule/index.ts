import { Rule } from '../../rule';

export const DESTINATION_RULE_RULES: readonly Rule[] = [
];

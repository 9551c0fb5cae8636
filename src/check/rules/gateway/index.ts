import { Rule } from '../../rule';

export const GATEWAY_RULES: readonly Rule[] = [
];

import { Rule } from '../../rule';

export const WORKLOAD_RULES: readonly Rule[] = [
];

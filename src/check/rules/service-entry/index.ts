import { Rule } from '../../rule';

export const SERVICE_ENTRY_RULES: readonly Rule[] = [
];

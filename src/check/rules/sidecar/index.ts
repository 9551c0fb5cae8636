import { Rule } from '../../rule';

export const SIDECAR_RULES: readonly Rule[] = [
];

import { Rule } from '../../rule';

export const TELEMETRY_RULES: readonly Rule[] = [
];

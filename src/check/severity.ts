/** How much a finding weighs. */
export type Severity = 'error' | 'warning' | 'info';

/** From the heaviest on. */
export const SEVERITIES: readonly Severity[] = ['error', 'warning', 'info'];

import { Construct } from 'constructs';
import { AlertRule, RecordingRule, Severity } from './rules';
import { fail } from '../core/errors';

/** Two windows, both of which must burn: the long one says that it matters, the short one that it still goes on. */
interface Pair {
  readonly long: string;
  readonly short: string;
  readonly longHours: number;
  /** The part of the budget that is gone when the long window is full. */
  readonly spent: number;
  readonly severity: Severity;
}

/** The pairs of Google's SRE workbook ("Alerting on SLOs", multiwindow, multi-burn-rate). */
const PAIRS: Pair[] = [
  { long: '1h', short: '5m', longHours: 1, spent: 0.02, severity: 'page' },
  { long: '6h', short: '30m', longHours: 6, spent: 0.05, severity: 'page' },
  { long: '1d', short: '2h', longHours: 24, spent: 0.1, severity: 'ticket' },
  { long: '3d', short: '6h', longHours: 72, spent: 0.1, severity: 'ticket' },
];

/** An objective: of all requests in a window, at least so many percent are good. */
export interface Objective {
  /** What the share of bad requests is recorded as, without its window. */
  readonly record: string;
  /** The labels that tell the recorded series of the service. */
  readonly selector: string;
  /** The share of bad requests in a window. */
  readonly badRatio: (window: string) => string;
  readonly percent: number;
  readonly windowDays: number;
  readonly alert: string;
  /** What is bad, for people: 'fail'. */
  readonly verb: string;
  /** Of what. */
  readonly subject: string;
  /** Where the objective is said, for errors. */
  readonly what: string;
}

/** The share of bad requests in each of the windows, recorded once, so that long windows are not read again for each alert. */
export function recordings({ record, badRatio }: Objective): RecordingRule[] {
  const windows = ['5m', '30m', '1h', '2h', '6h', '1d', '3d'];
  return windows.map(window => ({ record: record + window, expr: badRatio(window) }));
}

/** Alerts of a budget that is spent too fast, the fastest first. */
export function burnAlerts(scope: Construct, objective: Objective): AlertRule[] {
  const { percent, windowDays, record, selector, alert, verb, subject, what } = objective;
  if (!(percent > 0 && percent < 100)) {
    fail(scope, `${what} ${percent} leaves ${percent === 100 ? 'no budget for any failure' : 'nothing to hold'}: use a number of percent above 0 and below 100, for example 99.9`);
  }
  if (!Number.isInteger(windowDays) || windowDays < 7 || windowDays > 90) {
    fail(scope, `window of ${windowDays} days is not allowed: use whole days from 7 to 90`);
  }
  // Percent minus percent, rounded: 100 - 99.9 is not 0.1 to a computer.
  const budget = rounded((100 - percent) / 100);
  return PAIRS.map(pair => {
    const factor = rounded(pair.spent * windowDays * 24 / pair.longHours);
    const threshold = rounded(factor * budget);
    if (threshold >= 1) {
      fail(scope, `${what} ${percent} leaves so large a budget that an alert at ${factor} times its rate could never fire: use at least ${Math.ceil((100 - 100 / factor) * 10 + 1) / 10}`);
    }
    return {
      alert,
      expr: `${record}${pair.long}${selector} > ${threshold} and ${record}${pair.short}${selector} > ${threshold}`,
      severity: pair.severity,
      labels: { window: pair.long },
      summary: `${subject} spends its error budget ${factor} times too fast`,
      description: `{{ $value | humanizePercentage }} of its requests ${verb} (${pair.long} and ${pair.short}); the objective is ${percent} % in ${windowDays} days, and ${pair.spent * 100} % of the budget go in ${pair.long}`,
    };
  });
}

function rounded(value: number): number {
  return Number(value.toPrecision(6));
}

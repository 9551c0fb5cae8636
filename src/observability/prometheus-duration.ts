import { Duration } from 'cdk8s';
import { Construct } from 'constructs';
import { fail } from '../core/errors';

const UNITS: [unit: string, seconds: number][] = [['d', 86400], ['h', 3600], ['m', 60], ['s', 1]];

/** A duration as Prometheus writes it, in the largest unit that keeps it whole. */
export function prometheusDuration(scope: Construct, what: string, value: Duration): string {
  const seconds = value.toSeconds({ integral: false });
  if (!Number.isInteger(seconds) || seconds < 1) {
    fail(scope, `${what} of ${seconds} s is not allowed: use whole seconds of at least 1`);
  }
  const [unit, size] = UNITS.find(([, one]) => seconds % one === 0)!;
  return `${seconds / size}${unit}`;
}

import { Condition } from './condition';
import { escapeRegex } from '../core/regex';

/** A cookie's condition as one of the `cookie` header: Istio has no cookie match, and the header holds all of them, 'a=1; b=2'. */
export function cookieRegex(name: string, condition: Condition): string {
  return `^(.*; ?)?${escapeRegex(name)}=${valueRegex(condition)}(;.*)?$`;
}

function valueRegex(condition: Condition): string {
  switch (condition.kind) {
    case 'exact': return escapeRegex(condition.value);
    case 'prefix': return `${escapeRegex(condition.value)}[^;]*`;
    case 'regex': return `(${condition.value})`;
    default: return '[^;]*';
  }
}

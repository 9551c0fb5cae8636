import { IConstruct } from 'constructs';
import { fail, show } from '../core/errors';

/** What Envoy takes as a part of a path beside a template. */
const LITERAL = /^[a-zA-Z0-9-._~%!$&'()+,;:@=]*$/;

/**
 * Checks a path as authorization policies take it: a whole path, one with '*' at its end or its start, or a template with {*} for one part and {**} for
 * the rest.
 */
export function checkPathPattern(scope: IConstruct, what: string, pattern: string): string {
  const wrong = patternProblem(pattern);
  if (wrong !== undefined) {
    fail(scope, `${what} ${show(pattern)} ${wrong}; write for example '/health', '/docs/*', '*.css' or '/users/{*}/avatar'`);
  }
  return pattern;
}

function patternProblem(pattern: string): string | undefined {
  if (!/^[/*]/.test(pattern)) {
    return 'begins with neither \'/\' nor \'*\', so no path is like it';
  }
  if (/[?#]/.test(pattern)) {
    return 'has a query or fragment, which is no part of the path';
  }
  if (/[{}]/.test(pattern)) {
    const parts = pattern.slice(1).split('/');
    const rest = parts.indexOf('{**}');
    const valid = pattern.startsWith('/') && parts.every(part => ['{*}', '{**}'].includes(part) || LITERAL.test(part)) && (rest < 0 || rest === parts.length - 1);
    return valid ? undefined : 'is no template: {*} stands for one whole part, {**} for all that follows and so at the end';
  }
  const inner = pattern.slice(1, -1);
  const stars = pattern.split('*').length - 1;
  return inner.includes('*') || stars > 1 ? 'has a \'*\' that Istio would take for itself: it stands for any text at the end or at the start alone' : undefined;
}

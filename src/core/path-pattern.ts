import { IConstruct } from 'constructs';
import { fail, show } from './errors';

/** What Envoy takes as a part of a path beside a template's operators. */
const LITERAL = /^[a-zA-Z0-9-._~%!$&'()+,;:@=]+$/;

/**
 * Checks a path as authorization policies take it: a whole path, one with '*' at its end or its start, or a template with {*} for one part and {**} for
 * any number of them.
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
    return isTemplate(pattern) ? undefined : 'is no template: {*} stands for one whole part, {**} for any number of them, and behind it stands no other';
  }
  const stars = pattern.split('*').length - 1;
  return pattern.slice(1, -1).includes('*') || stars > 1 ? 'has a \'*\' that Istio would take for itself: it stands for any text at the end or at the start alone' : undefined;
}

function isTemplate(pattern: string): boolean {
  const operators = pattern.replace(/^\/|\/$/g, '').split('/').filter(part => !LITERAL.test(part));
  return pattern.startsWith('/') && operators.every(part => part === '{*}' || part === '{**}') && !operators.slice(0, -1).includes('{**}');
}

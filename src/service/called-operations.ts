import { IConstruct } from 'constructs';
import { IMeshService } from './i-mesh-service';
import { trafficOf } from './port';
import { CalledOperation } from '../core/called-operation';
import { fail, show } from '../core/errors';
import { HTTP_METHODS } from '../core/http-methods';
import { checkPathPattern } from '../core/path-pattern';

/** Checks what is asked of a service, and says the ports where methods or paths leave these open. */
export function checkOperations(scope: IConstruct, service: IMeshService, operations: readonly CalledOperation[]): CalledOperation[] {
  if (operations.length === 0) {
    fail(scope, `calls only nothing of '${service.node.path}': give at least one operation, or use calls() for all`);
  }
  return operations.map(operation => checkOperation(scope, service, operation));
}

/** Checks one operation, which is given for what `scope` does with the service. */
function checkOperation(scope: IConstruct, service: IMeshService, { ports, methods, paths }: CalledOperation): CalledOperation {
  for (const [name, list] of Object.entries({ ports, methods, paths })) {
    if (list?.length === 0) {
      fail(scope, `has an operation of '${service.node.path}' with empty ${name}, which no request meets: name at least one, or leave it out for all`);
    }
  }
  const known = service._ports.map(({ port }) => port);
  const stray = ports?.find(port => !known.includes(port));
  if (stray !== undefined) {
    fail(scope, `port ${stray} is none of '${service.node.path}': use one of ${known.join(', ')}`);
  }
  methods?.forEach(method => checkMethod(scope, method));
  paths?.forEach(path => checkPathPattern(scope, 'path', path));
  if (!methods && !paths) {
    return { ports };
  }
  // A connection has no method: the rule would never hold, or, where it denies, always.
  const speaking = service._ports.filter(({ protocol }) => trafficOf(protocol) === 'http').map(({ port }) => port);
  const silent = ports?.find(port => !speaking.includes(port));
  if (silent !== undefined || speaking.length === 0) {
    const what = methods ? 'methods' : 'paths';
    fail(scope, `has ${what} of '${service.node.path}', ${silent === undefined ? 'no port of which' : `whose port ${silent} does not`} speak${silent === undefined ? 's' : ''} HTTP: leave out ${what}, or name a port that speaks HTTP`);
  }
  return { ports: ports ?? speaking, methods, paths };
}

/** Checks an HTTP method as policies have it. */
export function checkMethod(scope: IConstruct, method: string): string {
  if (!HTTP_METHODS.includes(method)) {
    fail(scope, `method ${show(method)} is not known: use ${HTTP_METHODS.join(', ')}`);
  }
  return method;
}

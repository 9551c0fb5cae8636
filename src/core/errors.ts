import { IConstruct } from 'constructs';

/** Throws with the construct's path in front, the form that cdk8s gives to gathered validation errors. */
export function fail(scope: IConstruct, message: string): never {
  throw new Error(`[${scope.node.path || 'App'}] ${message}`);
}

/** A value as it is shown in an error. */
export function show(value: unknown): string {
  return typeof value === 'string' ? `'${value}'` : JSON.stringify(value) ?? String(value);
}

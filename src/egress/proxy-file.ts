import { Construct } from 'constructs';
import { fail, show } from '../core/errors';

/** Checks the path of a file in the proxy's container. */
export function checkPath(scope: Construct, what: string, path: string): string {
  if (!path.startsWith('/') || path.endsWith('/')) {
    fail(scope, `${what} ${show(path)} is not the path of a file: write for example '/etc/partner/ca.crt', as it is mounted into the proxy`);
  }
  return path;
}

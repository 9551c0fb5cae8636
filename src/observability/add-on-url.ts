import { IConstruct } from 'constructs';
import { fail, show } from '../core/errors';

/** Checks the address of an add-on that stands already. Answers it without a slash at its end. */
export function checkUrl(scope: IConstruct, what: string, value: string): string {
  let url: URL;
  try {
    url = new URL(value);
  } catch {
    fail(scope, `${what} ${show(value)} is no URL: write for example 'http://prometheus.monitoring:9090'`);
  }
  if (!['http:', 'https:'].includes(url.protocol) || url.search !== '' || url.hash !== '') {
    fail(scope, `${what} ${show(value)} is not the address of a server: use http or https, without query and fragment`);
  }
  if (url.username !== '' || url.password !== '') {
    fail(scope, `${what} has a user in it, and would stand in the output: leave user and password out`);
  }
  return value.replace(/\/+$/, '');
}

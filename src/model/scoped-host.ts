import { endsWithNumber, isDnsLabel } from './host-syntax';
import { isIpAddress } from '../schema/formats';

/** What is wrong with the form of `namespace/host`, as Gateways and Sidecars name hosts; nothing if it is right. */
export function scopedHostProblem(text: string, where: 'gateway' | 'sidecar'): string | undefined {
  const slash = text.indexOf('/');
  if (slash < 0) {
    return where === 'gateway' ? hostProblem(text, where) : 'has no namespace before it';
  }
  const namespace = text.slice(0, slash);
  const host = text.slice(slash + 1);
  if (namespace === '' || host === '') {
    return `has no ${namespace === '' ? 'namespace before' : 'host behind'} the slash`;
  }
  // A Sidecar leaves out what has a tilde before it.
  const named = where === 'sidecar' ? namespace.replace(/^~/, '') : namespace;
  if (!['*', '.', where === 'sidecar' ? '' : '*'].includes(named) && !isDnsLabel(named)) {
    return `has '${namespace}' before the slash, which is no namespace`;
  }
  return hostProblem(host, where);
}

function hostProblem(host: string, where: 'gateway' | 'sidecar'): string | undefined {
  if (host === '*') {
    return undefined;
  }
  if (where === 'gateway' && isIpAddress(host)) {
    return host.includes('.') ? undefined : 'has no dot, so that Istio takes it for a short name';
  }
  if (host.length > 255) {
    return 'is longer than 255 characters';
  }
  if (host.includes('*') && (!host.startsWith('*.') || host.indexOf('*', 1) > 0)) {
    return 'has a wildcard that is not the whole first part';
  }
  const port = /:\d+$/.exec(host);
  if (port) {
    return `has a port, '${port[0]}', in it`;
  }
  // One dot may stand at the end.
  const parts = host.replace(/^\*\./, '').replace(/\.$/, '').split('.');
  const bad = parts.find(part => !isDnsLabel(part));
  if (bad !== undefined) {
    return bad === '' ? 'has an empty part between its dots' : `has a part, '${bad}', that no name of DNS has`;
  }
  if (endsWithNumber(host)) {
    return 'ends with a number, as no name of DNS does';
  }
  return host.includes('.') ? undefined : 'is a short name';
}

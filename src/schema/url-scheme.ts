/**
 * The scheme of a URL, in lower case; empty if it has none, undefined if Go's url.ParseRequestURI would not take it. JavaScript's own URL is of no help: it
 * repairs what Go refuses.
 */
export function urlScheme(text: string): string | undefined {
  // eslint-disable-next-line no-control-regex
  if (text === '' || /[\x00-\x1f\x7f]/.test(text) || text.startsWith(':')) {
    return undefined;
  }
  const scheme = /^([a-zA-Z][a-zA-Z0-9+.-]*):/.exec(text)?.[1] ?? '';
  const rest = scheme === '' ? text : text.slice(scheme.length + 1);
  const query = rest.indexOf('?');
  const target = query < 0 ? rest : rest.slice(0, query);
  if (!target.startsWith('/')) {
    // `mailto:someone` is fine; `example.com/path` is neither absolute nor a path.
    return scheme === '' ? undefined : scheme.toLowerCase();
  }
  let path = target;
  if (target.startsWith('//') && (scheme !== '' || !target.startsWith('///'))) {
    const slash = target.indexOf('/', 2);
    const authority = target.slice(2, slash < 0 ? undefined : slash);
    path = slash < 0 ? '' : target.slice(slash);
    if (!isAuthority(authority)) {
      return undefined;
    }
  }
  return /%(?![0-9a-fA-F]{2})/.test(path) ? undefined : scheme.toLowerCase();
}

function isAuthority(authority: string): boolean {
  const at = authority.lastIndexOf('@');
  const host = authority.slice(at + 1);
  return HOST_AND_PORT.test(host) && HOST.test(host) && (at < 0 || USER.test(authority.slice(0, at)));
}

const HOST_AND_PORT = /^(\[[0-9a-fA-F:.%]+\]|[^[\]:]*)(:\d*)?$/;
/** What Go leaves unescaped in a host; of escapes it takes those of non-ASCII bytes, and %25 before an IPv6 zone. */
const HOST = /^([\w.~!$&'()*+,;=:[\]<>"-]|[^\x00-\x7f]|%[89a-fA-F][0-9a-fA-F]|%25)*$/;
const USER = /^[\w.:~!$&'()*+,;=%@-]*$/;

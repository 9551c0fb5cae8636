/** A URL by the rules of Go's url.ParseRequestURI, which Kubernetes' CEL functions and the format `uri` go by. */
export interface RequestUri {
  readonly scheme: string;
  readonly host: string;
  readonly hostname: string;
  readonly port: string;
  /** As it was written, escapes and all. */
  readonly path: string;
}

/** Nothing if Go would not parse it. JavaScript's own URL is of no help: it repairs what Go refuses. */
export function parseRequestUri(text: string): RequestUri | undefined {
  // eslint-disable-next-line no-control-regex
  if (text === '' || /[\x00-\x1f\x7f]/.test(text) || text.startsWith(':')) {
    return undefined;
  }
  const scheme = /^([a-zA-Z][a-zA-Z0-9+.-]*):/.exec(text)?.[1] ?? '';
  const rest = scheme ? text.slice(scheme.length + 1) : text;
  const [beforeQuery] = rest.split('?');
  const lowerScheme = scheme.toLowerCase();

  if (!beforeQuery.startsWith('/')) {
    // `mailto:someone` is opaque and fine; `example.com/path` is neither absolute nor a path.
    return scheme ? { scheme: lowerScheme, host: '', hostname: '', port: '', path: '' } : undefined;
  }
  const hasAuthority = beforeQuery.startsWith('//') && (scheme !== '' || !beforeQuery.startsWith('///'));
  const authority = hasAuthority ? /^\/\/([^/]*)/.exec(beforeQuery)![1] : '';
  const path = hasAuthority ? beforeQuery.slice(2 + authority.length) : beforeQuery;
  const at = authority.lastIndexOf('@');
  const host = authority.slice(at + 1);
  const match = /^(\[[0-9a-fA-F:.%]+\]|[^[\]:]*)(?::(\d*))?$/.exec(host);
  if (!match || !HOST.test(host) || !USER.test(authority.slice(0, Math.max(at, 0))) || /%(?![0-9a-fA-F]{2})/.test(path)) {
    return undefined;
  }
  return { scheme: lowerScheme, host, hostname: match[1].replace(/^\[|\]$/g, ''), port: match[2] ?? '', path };
}

/** What Go leaves unescaped in a host; of escapes it takes those of non-ASCII bytes, and %25 before an IPv6 zone. */
const HOST = /^([\w.~!$&'()*+,;=:[\]<>"-]|[^\x00-\x7f]|%[89a-fA-F][0-9a-fA-F]|%25)*$/;
const USER = /^[\w.:~!$&'()*+,;=%@-]*$/;

import { isIP } from 'node:net';
import { CelFunc, celFunc, celMap, CelMap, celMethod, CelScalar, mapType } from '@bufbuild/cel';
import { strings } from '@bufbuild/cel/ext';
import { parseRequestUri } from './urls';

/**
 * The functions that Kubernetes adds to CEL, as far as the imported CRDs call them. A rule that calls another one
 * is refused when it is compiled (see cel.ts), so that a new CRD shows what is missing here.
 */
const { BOOL, STRING, DYN } = CelScalar;

/** A URL travels as the map of its parts: nothing but the functions below looks into it. */
const URL = mapType(STRING, DYN);

function urlParts(text: string): CelMap {
  const url = parseRequestUri(text);
  if (!url) {
    throw new Error(`${JSON.stringify(text)} is not a URL`);
  }
  return celMap(new Map(Object.entries({
    getScheme: url.scheme, getHost: url.host, getHostname: url.hostname, getPort: url.port, getEscapedPath: url.path,
  })));
}

function urlGetter(name: string): CelFunc {
  return celMethod(name, URL, [], STRING, function () {
    return (this as CelMap).get(name) as string;
  });
}

export const KUBERNETES_FUNCTIONS: CelFunc[] = [
  ...strings,
  celFunc('isURL', [STRING], BOOL, text => parseRequestUri(text) !== undefined),
  celFunc('url', [STRING], URL, text => urlParts(text)),
  ...['getScheme', 'getHost', 'getHostname', 'getPort', 'getEscapedPath'].map(urlGetter),
  // Kubernetes takes neither zones nor IPv4 addresses written as IPv6.
  celFunc('isIP', [STRING], BOOL, text => isIP(text) !== 0 && !/%|^::ffff:[\d.]+$/i.test(text)),
];

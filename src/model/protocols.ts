/** What ports of Gateways, Sidecars and ServiceEntries may speak, as Istio reads it. */
export const PROTOCOLS: readonly string[] = ['HTTP', 'HTTPS', 'HTTP2', 'HTTP_PROXY', 'GRPC', 'GRPC-WEB', 'TCP', 'TLS', 'UDP', 'MONGO', 'REDIS', 'MYSQL'];

const HTTP = new Set(['HTTP', 'HTTP2', 'HTTP_PROXY', 'GRPC', 'GRPC-WEB']);
const KNOWN = new Set(PROTOCOLS);

/** A protocol as it is compared; nothing for what Istio does not know. */
export function protocolNamed(protocol: string | undefined): string | undefined {
  const name = protocol?.toUpperCase();
  return name !== undefined && KNOWN.has(name) ? name : undefined;
}

/** Whether a protocol is HTTP that is not encrypted. */
export function isPlainHttp(protocol: string | undefined): boolean {
  return HTTP.has(protocol?.toUpperCase() ?? '');
}

/** Whether a protocol is encrypted. */
export function isTlsProtocol(protocol: string | undefined): boolean {
  return ['HTTPS', 'TLS'].includes(protocol?.toUpperCase() ?? '');
}

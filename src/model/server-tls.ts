import { serversOf } from './gateway-servers';
import { GatewayServer, SidecarSpec } from './istio-specs';
import { KINDS } from './kinds';
import { Mesh } from './mesh';
import { isTlsProtocol } from './protocols';
import { FieldPath } from '../manifests/locate';
import { Manifest } from '../manifests/manifest';

/** TLS settings of servers, with what the certificates of files are named. */
export type ServerTls = NonNullable<GatewayServer['tls']> & {
  readonly tlsCertificates?: readonly { readonly serverCertificate?: string; readonly privateKey?: string }[];
  readonly caCrl?: string;
  readonly minProtocolVersion?: string;
  readonly cipherSuites?: readonly string[];
  readonly subjectAltNames?: readonly string[];
};

/** TLS settings of an encrypted server of a Gateway, or of an encrypted listener of a Sidecar. */
export interface PlacedTls {
  readonly manifest: Manifest;
  readonly tls: ServerTls;
  readonly path: FieldPath;
  readonly port: number;
}

/** All TLS settings with which proxies answer; those of protocols that are not encrypted are left out, for they are wrong as a whole. */
export function serverTlsOf(mesh: Mesh): readonly PlacedTls[] {
  return mesh.once('server tls', () => {
    const found: PlacedTls[] = [];
    for (const { gateway, server: { port, tls }, path } of serversOf(mesh)) {
      if (tls && isTlsProtocol(port?.protocol)) {
        found.push({ manifest: gateway.manifest, tls, path: [...path, 'tls'], port: port!.number ?? 0 });
      }
    }
    for (const { manifest, spec: { ingress = [] } } of mesh.objects.of<SidecarSpec>(KINDS.sidecar)) {
      ingress.forEach(({ port, tls }, at) => {
        if (tls && isTlsProtocol(port?.protocol)) {
          found.push({ manifest, tls: tls as ServerTls, path: ['spec', 'ingress', at, 'tls'], port: port!.number ?? 0 });
        }
      });
    }
    return found;
  });
}

/** Whether settings end TLS with a certificate of their own. */
export function endsTls({ mode = '' }: ServerTls): boolean {
  return ['SIMPLE', 'MUTUAL', 'OPTIONAL_MUTUAL'].includes(mode);
}

/** Whether settings name a secret. */
export function namesSecret({ credentialName = '', credentialNames = [] }: ServerTls): boolean {
  return credentialName !== '' || credentialNames.length > 0;
}

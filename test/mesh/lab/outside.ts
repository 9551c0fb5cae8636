import { readFile } from 'node:fs/promises';
import type { Manifest } from './api.js';
import type { Authority, Certificate } from './certificates.js';
import { IMAGE } from './scenario.js';

export interface OutsideServerProps {
  readonly namespace: string;
  /** What it shows to who asks for a server name; any other gets no connection. */
  readonly certificates: Record<string, Certificate>;
  /** Who must have issued the certificates of its clients; they need none without it. */
  readonly clients?: Authority;
}

/** A server outside of the mesh: a pod without a proxy that no Service names. HTTP on port 80, TLS on 443, lines over TCP on 9000, gRPC on 9001. */
export async function outsideServer(name: string, { namespace, certificates, clients }: OutsideServerProps): Promise<Manifest[]> {
  const stringData: Record<string, string> = {};
  for (const [host, { certificate, key }] of Object.entries(certificates)) {
    stringData[`${host}.crt`] = await readFile(certificate, 'utf8');
    stringData[`${host}.key`] = await readFile(key, 'utf8');
  }
  if (clients) {
    stringData.clients = await readFile(clients.certificate, 'utf8');
  }
  const labels = { app: name, version: name };
  const ports = [['http', 80], ['tls', 443], ['tcp', 9000], ['grpc', 9001]].map(([port, containerPort]) => ({ name: port, containerPort }));
  const container = {
    name: 'server', image: IMAGE, ports, args: ['-certs', '/certs', ...(clients ? ['-clients', '/certs/clients'] : [])],
    // For ports below 1024.
    securityContext: { runAsUser: 0 }, volumeMounts: [{ name: 'certs', mountPath: '/certs' }], readinessProbe: { tcpSocket: { port: 80 } },
  };
  const spec = { containers: [container], volumes: [{ name: 'certs', secret: { secretName: `${name}-certs` } }] };
  return [
    { apiVersion: 'v1', kind: 'Secret', metadata: { name: `${name}-certs`, namespace }, stringData },
    { apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name, namespace }, spec: { replicas: 1, selector: { matchLabels: labels }, template: { metadata: { labels }, spec } } },
  ];
}

import { FieldPath } from '../../../manifests/locate';
import { Manifest } from '../../../manifests/manifest';
import { ConnectionPool, DestinationRuleSpec, SidecarSpec } from '../../../model/istio-specs';
import { KINDS } from '../../../model/kinds';
import { Mesh } from '../../../model/mesh';
import { policiesOf } from '../../../model/traffic-policies';
import { Rule } from '../../rule';

const COUNTS = ['http1MaxPendingRequests', 'http2MaxRequests', 'maxRequestsPerConnection', 'maxRetries', 'maxConcurrentStreams'];

export const connectionPoolRefused: Rule = {
  id: 'connection-pool-refused',
  severity: 'error',
  title: 'a connection pool has a number below 0, or settings that exclude each other',
  why: 'Istio\'s webhook refuses the object, be it a DestinationRule or a Sidecar. Limits are 0 (which is without limit) or more, an upgrade to HTTP/2 excludes the protocol of the client, and keepalive of HTTP/2 '
    + 'needs both its interval and its timeout.',
  fix: 'leave out what shall not be limited, and one of what excludes each other',
  codes: ['IST0106'],
  bad: `
apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata: { name: reviews, namespace: shop }
spec:
  host: reviews.shop.svc.cluster.local
  trafficPolicy:
    connectionPool:
      http: { h2UpgradePolicy: UPGRADE, useClientProtocol: true }
`,
  mend: { 'h2UpgradePolicy: UPGRADE, useClientProtocol: true': 'h2UpgradePolicy: UPGRADE' },

  check(mesh, report) {
    for (const { manifest, pool, path } of poolsOf(mesh)) {
      wrongIn(pool).forEach(([field, message]) => report(manifest, [...path, ...field], message));
      // That of a DestinationRule: empty-traffic-policy.
      if (manifest.kind === 'Sidecar' && !pool.tcp && !pool.http) {
        report(manifest, path, 'has a connection pool that says nothing, neither of tcp nor of http');
      }
    }
  },
};

interface PlacedPool {
  readonly manifest: Manifest;
  readonly pool: ConnectionPool;
  readonly path: FieldPath;
}

function poolsOf(mesh: Mesh): readonly PlacedPool[] {
  const placed = (manifest: Manifest, pool: ConnectionPool | undefined, path: FieldPath) => pool ? [{ manifest, pool, path }] : [];
  return [
    ...mesh.having<DestinationRuleSpec>(KINDS.destinationRule, 'connectionPool').flatMap(({ manifest, spec }) =>
      policiesOf(spec).flatMap(({ policy: { connectionPool }, path }) => placed(manifest, connectionPool, [...path, 'connectionPool']))),
    ...mesh.objects.of<SidecarSpec>(KINDS.sidecar).flatMap(({ manifest, spec: { inboundConnectionPool, ingress = [] } }) => [
      ...placed(manifest, inboundConnectionPool, ['spec', 'inboundConnectionPool']),
      ...ingress.flatMap(({ connectionPool }, at) => placed(manifest, connectionPool, ['spec', 'ingress', at, 'connectionPool'])),
    ]),
  ];
}

function wrongIn({ tcp = {}, http = {} }: ConnectionPool): (readonly [FieldPath, string])[] {
  const { h2UpgradePolicy, useClientProtocol, http2KeepAlive } = http;
  const wrong: (readonly [FieldPath, string])[] = [];
  for (const field of COUNTS) {
    if (http[field] !== undefined && Number(http[field]) < 0) {
      wrong.push([['http', field], `has ${field} ${String(http[field])}, and it must be 0 or more`]);
    }
  }
  if (Number(tcp.maxConnections) < 0) {
    wrong.push([['tcp', 'maxConnections'], `has maxConnections ${tcp.maxConnections}, and it must be 0 or more`]);
  }
  if (h2UpgradePolicy === 'UPGRADE' && useClientProtocol) {
    wrong.push([['http', 'useClientProtocol'], 'uses the protocol of the client and upgrades it to HTTP/2, which exclude each other']);
  }
  const missing = http2KeepAlive ? (['interval', 'timeout'] as const).filter(field => http2KeepAlive[field] === undefined) : [];
  missing.forEach(field => wrong.push([['http', 'http2KeepAlive'], `has http2KeepAlive without its ${field}`]));
  return wrong;
}

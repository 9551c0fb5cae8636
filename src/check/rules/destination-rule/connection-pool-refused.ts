import { FieldPath } from '../../../manifests/locate';
import { KINDS } from '../../../model/kinds';
import { ConnectionPool, DestinationRuleSpec } from '../../../model/specs';
import { policiesOf } from '../../../model/traffic-policies';
import { Rule } from '../../rule';

const COUNTS = ['http1MaxPendingRequests', 'http2MaxRequests', 'maxRequestsPerConnection', 'maxRetries', 'maxConcurrentStreams'];

export const connectionPoolRefused: Rule = {
  id: 'connection-pool-refused',
  severity: 'error',
  title: 'a connection pool has a number below 0, or settings that exclude each other',
  why: 'Istio\'s webhook refuses the object. Limits are 0 (which is without limit) or more, an upgrade to HTTP/2 excludes the protocol of the client, and keepalive of HTTP/2 '
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
    for (const { manifest, spec } of mesh.having<DestinationRuleSpec>(KINDS.destinationRule, 'connectionPool')) {
      for (const { policy: { connectionPool = {} }, path } of policiesOf(spec)) {
        wrongIn(connectionPool).forEach(([field, message]) => report(manifest, [...path, 'connectionPool', ...field], message));
      }
    }
  },
};

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

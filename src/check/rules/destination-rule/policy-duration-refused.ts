import { FieldPath } from '../../../manifests/locate';
import { Manifest } from '../../../manifests/manifest';
import { ConnectionPool, DestinationRuleSpec, PortPolicy, SidecarSpec } from '../../../model/istio-specs';
import { KINDS } from '../../../model/kinds';
import { Mesh } from '../../../model/mesh';
import { policiesOf } from '../../../model/traffic-policies';
import { goDuration } from '../../../schema/go-duration';
import { Rule } from '../../rule';

const MILLISECOND = 1e6;

export const policyDurationRefused: Rule = {
  id: 'policy-duration-refused',
  severity: 'error',
  title: 'a duration of a traffic policy is none, or has parts of a millisecond',
  why: 'Istio\'s webhook refuses the object: it takes durations of whole milliseconds, where the schema of the kind takes all from a millisecond on, and any text for the idle time of TCP '
    + 'and the life of a cookie. An idle time of 0s is none at all, which is taken.',
  fix: 'write a duration with its unit, in whole milliseconds',
  codes: ['IST0106'],
  bad: `
apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata: { name: reviews, namespace: shop }
spec:
  host: reviews.shop.svc.cluster.local
  trafficPolicy:
    connectionPool:
      tcp: { idleTimeout: 1 hour }
`,
  mend: { '1 hour': '1h' },

  check(mesh, report) {
    for (const { manifest, duration, path } of durationsIn(mesh)) {
      const field = path[path.length - 1];
      const nanoseconds = goDuration(duration);
      if (Number.isNaN(nanoseconds)) {
        // What else is no duration, or too short, is told by the schema.
        if (field === 'ttl' || isIdleTimeOfTcp(path)) {
          report(manifest, path, `has ${field} '${duration}', which is no duration: it is refused`);
        }
      } else if (field !== 'ttl' && nanoseconds > MILLISECOND && nanoseconds % MILLISECOND !== 0) {
        report(manifest, path, `has ${field} '${duration}', which is no whole number of milliseconds: it is refused`);
      } else if (isIdleTimeOfTcp(path) && nanoseconds <= -MILLISECOND) {
        report(manifest, path, `has ${field} '${duration}', which is less than nothing: it is refused`);
      }
    }
  },
};

interface PlacedDuration {
  readonly manifest: Manifest;
  readonly duration: string;
  readonly path: FieldPath;
}

/** Fields in which durations of policies stand. */
const FIELDS = ['outlierDetection', 'warmup', 'ttl', 'connectTimeout', 'maxConnectionDuration', 'idleTimeout', 'tcpKeepalive', 'http2KeepAlive'];

type Durations = readonly (readonly [duration: unknown, ...field: string[]])[];

function durationsIn(mesh: Mesh): readonly PlacedDuration[] {
  const found: PlacedDuration[] = [];
  const add = (manifest: Manifest, path: FieldPath, durations: Durations) => durations.forEach(([duration, ...field]) => {
    if (typeof duration === 'string') {
      found.push({ manifest, duration, path: [...path, ...field] });
    }
  });
  for (const { manifest, spec } of mesh.having<DestinationRuleSpec>(KINDS.destinationRule, ...FIELDS)) {
    policiesOf(spec).forEach(({ policy, path }) => add(manifest, path, durationsOfPolicy(policy)));
  }
  for (const { manifest, spec: { inboundConnectionPool, ingress = [] } } of mesh.objects.of<SidecarSpec>(KINDS.sidecar)) {
    add(manifest, ['spec', 'inboundConnectionPool'], durationsOfPool(inboundConnectionPool));
    ingress.forEach(({ connectionPool }, at) => add(manifest, ['spec', 'ingress', at, 'connectionPool'], durationsOfPool(connectionPool)));
  }
  return found;
}

function durationsOfPolicy({ outlierDetection = {}, loadBalancer = {}, connectionPool }: PortPolicy): Durations {
  return [
    [outlierDetection.baseEjectionTime, 'outlierDetection', 'baseEjectionTime'],
    [outlierDetection.interval, 'outlierDetection', 'interval'],
    [loadBalancer.warmup?.duration, 'loadBalancer', 'warmup', 'duration'],
    [loadBalancer.consistentHash?.httpCookie?.ttl, 'loadBalancer', 'consistentHash', 'httpCookie', 'ttl'],
    ...durationsOfPool(connectionPool).map(([duration, ...field]) => [duration, 'connectionPool', ...field] as const),
  ];
}

function durationsOfPool({ tcp = {}, http = {} }: ConnectionPool = {}): Durations {
  return [
    [tcp.connectTimeout, 'tcp', 'connectTimeout'],
    [tcp.maxConnectionDuration, 'tcp', 'maxConnectionDuration'],
    [tcp.idleTimeout, 'tcp', 'idleTimeout'],
    [tcp.tcpKeepalive?.time, 'tcp', 'tcpKeepalive', 'time'],
    [tcp.tcpKeepalive?.interval, 'tcp', 'tcpKeepalive', 'interval'],
    [http.idleTimeout, 'http', 'idleTimeout'],
    [http.http2KeepAlive?.interval, 'http', 'http2KeepAlive', 'interval'],
    [http.http2KeepAlive?.timeout, 'http', 'http2KeepAlive', 'timeout'],
  ];
}

function isIdleTimeOfTcp(path: FieldPath): boolean {
  return path[path.length - 1] === 'idleTimeout' && path[path.length - 2] === 'tcp';
}

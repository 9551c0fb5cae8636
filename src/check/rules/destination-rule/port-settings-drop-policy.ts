import { DestinationRuleSpec, PortPolicy, TrafficPolicy } from '../../../model/istio-specs';
import { KINDS } from '../../../model/kinds';
import { Mesh } from '../../../model/mesh';
import { PlacedPolicy, policiesOf, policyOfPort } from '../../../model/traffic-policies';
import { Rule } from '../../rule';
import { quoted } from '../../words';

const PARTS = ['tls', 'connectionPool', 'outlierDetection', 'loadBalancer'] as const;

export const portSettingsDropPolicy: Rule = {
  id: 'port-settings-drop-policy',
  severity: 'error',
  title: 'settings of a port leave out what the policy for all ports says',
  why: 'What portLevelSettings say for a port takes the place of the whole policy there, field by field nothing is inherited: a connection pool, outlier detection, balancing '
    + 'or TLS that only the policy for all ports has is not used at that port. Without its tls setting calls to a server outside of the mesh go out in plaintext.',
  fix: 'repeat in the port\'s settings what shall hold there too',
  codes: [],
  bad: `
apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata: { name: ledger, namespace: shop }
spec:
  host: ledger.bank.svc.cluster.local
  trafficPolicy:
    tls: { mode: SIMPLE, subjectAltNames: [ledger.example.com] }
    portLevelSettings:
      - port: { number: 8443 }
        connectionPool: { tcp: { maxConnections: 10 } }
`,
  mend: {
    '        connectionPool: { tcp: { maxConnections: 10 } }\n':
      '        connectionPool: { tcp: { maxConnections: 10 } }\n        tls: { mode: SIMPLE, subjectAltNames: [ledger.example.com] }\n',
  },

  check(mesh, report) {
    for (const { manifest, spec } of mesh.having<DestinationRuleSpec>(KINDS.destinationRule, 'portLevelSettings')) {
      for (const placed of policiesOf(spec)) {
        const { policy, path, port, whole } = placed;
        const inherited = port === undefined || !whole ? {} : expected(spec, placed, whole, port);
        const dropped = PARTS.filter(part => inherited[part] !== undefined && policy[part] === undefined && !isNoLoss(mesh, part, inherited));
        if (dropped.length > 0) {
          const severity = dropped.includes('tls') && ['SIMPLE', 'MUTUAL'].includes(inherited.tls?.mode ?? '') ? 'error' : 'warning';
          report(manifest, path, `leaves out ${quoted(dropped)} of the policy for all ports at port ${port}`, { severity });
        }
      }
    }
  },
};

/** What somebody may think that holds at the port: the policy of the subset, and below it that of the host. */
function expected({ trafficPolicy }: DestinationRuleSpec, { subset }: PlacedPolicy, whole: TrafficPolicy, port: number): PortPolicy {
  return subset === undefined ? whole : { ...policyOfPort(trafficPolicy, port) ?? trafficPolicy, ...whole };
}

/** Proxies use mTLS of the mesh by themselves, and spread requests fairly by whatever simple balancing. */
function isNoLoss(mesh: Mesh, part: typeof PARTS[number], { tls, loadBalancer }: PortPolicy): boolean {
  return part === 'tls' ? tls?.mode === 'ISTIO_MUTUAL' && mesh.meshConfig.enableAutoMtls !== false
    : part === 'loadBalancer' && Object.keys(loadBalancer ?? {}).every(field => field === 'simple') && loadBalancer?.simple !== 'PASSTHROUGH';
}

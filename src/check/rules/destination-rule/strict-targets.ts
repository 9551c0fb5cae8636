import { addTo } from '../../../core/grouped';
import { endpointsOf } from '../../../model/endpoints';
import { Entity } from '../../../model/entity';
import { PeerAuthenticationSpec } from '../../../model/istio-specs';
import { Mesh } from '../../../model/mesh';
import { mutualTlsOf } from '../../../model/mutual-tls';
import { ServiceHost } from '../../../model/service-host';
import { hasSidecar, isInterceptedWhole } from '../../../model/sidecar-pods';
import { saysTls } from '../../../model/traffic-policies';
import { containerPortOf } from '../../../model/workload';

/** Hosts whose pods take mTLS only and for which no DestinationRule says anything of TLS, by the policy that says so. */
export function byTarget(mesh: Mesh): ReadonlyMap<Entity<PeerAuthenticationSpec>, readonly ServiceHost[]> {
  const found = new Map<Entity<PeerAuthenticationSpec>, ServiceHost[]>();
  for (const host of mesh.hosts) {
    const policy = saidOfTls(mesh, host) ? undefined : strictPolicyOf(mesh, host);
    if (policy) {
      addTo(found, policy, host);
    }
  }
  return found;
}

function saidOfTls(mesh: Mesh, { host, namespace }: ServiceHost): boolean {
  return mesh.destinationRules.of(host, namespace, namespace).some(({ rule }) => saysTls(rule.spec));
}

function strictPolicyOf(mesh: Mesh, host: ServiceHost): Entity<PeerAuthenticationSpec> | undefined {
  for (const { workload } of endpointsOf(mesh, host) ?? []) {
    if (workload && hasSidecar(mesh, workload) === true && isInterceptedWhole(workload)) {
      const strict = host.ports.map(port => mutualTlsOf(mesh, workload, containerPortOf(workload, port.targetPort))).find(said => said?.mode === 'STRICT');
      if (strict) {
        return strict.policy;
      }
    }
  }
  return undefined;
}

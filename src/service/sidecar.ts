import { Lazy } from 'cdk8s';
import { Construct } from 'constructs';
import { OutboundTraffic } from './outbound-traffic';
import { IMeshHost } from '../core/mesh-host';
import { MeshObject } from '../core/mesh-object';
import { MeshSettings } from '../core/mesh-settings';

export interface SidecarProps {
  readonly name: string;
  readonly namespace: string;
  readonly podLabels: { [name: string]: string };
  readonly outboundTraffic: () => OutboundTraffic;
  readonly callees: () => readonly IMeshHost[];
}

/**
 * Writes a caller's Sidecar: its proxy knows what it calls, the control plane's namespace and the mesh's providers, and no
 * more. It carries the outbound policy itself, because a workload's own Sidecar replaces the mesh's.
 */
export function addSidecar(scope: Construct, props: SidecarProps): void {
  const settings = MeshSettings.of(scope);
  const pods = Object.entries(props.podLabels).map(([name, value]) => `${name}=${value}`).sort().join(',');
  settings._claim(scope, `sidecar ${props.namespace} ${pods}`, `the Sidecar of the pods ${pods} in namespace '${props.namespace}'`, 'a pod has one Sidecar; declare all its calls on that service, and leave out calls and confine here');
  new MeshObject(scope, 'Sidecar', {
    apiVersion: 'networking.istio.io/v1',
    kind: 'Sidecar',
    name: props.name,
    namespace: props.namespace,
    fields: {
      spec: Lazy.any({
        produce: () => ({
          workloadSelector: { labels: props.podLabels },
          outboundTrafficPolicy: { mode: props.outboundTraffic() },
          egress: [{ hosts: egressHosts(settings, props.callees()) }],
        }),
      }),
    },
  });
}

function egressHosts(settings: MeshSettings, callees: readonly IMeshHost[]): string[] {
  const control = `${settings.rootNamespace}/*`;
  const named = [...callees, ...settings.providers]
    .flatMap(inView)
    .filter(target => target.namespace !== settings.rootNamespace)
    .map(target => `${target.namespace}/${target.host}`);
  return [...new Set([...named, control])];
}

/** Istio knows an alias as a further name of what it stands for, and looks for it there: in that namespace, not in the alias's own. */
function inView(target: IMeshHost): Pick<IMeshHost, 'namespace' | 'host'>[] {
  const { host, _aliasOf: real } = target;
  return real ? [real, { namespace: real.namespace, host }] : [target];
}

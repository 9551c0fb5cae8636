import { ApiObject, Chart, Duration, Size } from 'cdk8s';
import * as kplus from 'cdk8s-plus-27';
import { CanaryRoute, DisruptionBudget, MeshService, ServiceVersionProps, TopologySpread } from '../src';

/** A manifest as a chart renders it. */
export type Manifest = { [key: string]: any };

/** Seven objects a service: ServiceAccount, Service, DestinationRule, Sidecar, VirtualService and two Deployments. */
export const OBJECTS_PER_SERVICE = 7;

const PORT = 8080;
const IMAGE = 'registry.example.com/shop/service:1.4.2';

/** Loads what `ours` uses, which the package does at the first use: that time is the import's. */
export function load(): unknown[] {
  return [CanaryRoute, DisruptionBudget, MeshService, TopologySpread];
}

/** With this library. */
export function ours(chart: Chart, count: number): void {
  const props: ServiceVersionProps = { image: IMAGE, disruptionBudget: DisruptionBudget.none(), topologySpread: TopologySpread.none() };
  let callee: MeshService | undefined;
  for (let index = 0; index < count; index++) {
    const service = new MeshService(chart, `service-${index}`, { port: PORT, calls: callee && [callee] });
    const stable = service.addVersion('v1', props);
    const canary = service.addVersion('v2', props);
    new CanaryRoute(chart, `canary-${index}`, { stable, canary, weight: 10 });
    callee = service;
  }
}

/** The same objects, the Deployments made by cdk8s-plus and the others bare. */
export function plus(chart: Chart, manifests: readonly Manifest[]): void {
  const accounts = new Map<string, kplus.IServiceAccount>();
  for (const manifest of manifests) {
    if (manifest.kind === 'Deployment') {
      plusDeployment(chart, manifest, accounts);
    } else {
      bareObject(chart, manifest);
    }
  }
}

/** The same objects, all of them bare. */
export function bare(chart: Chart, manifests: readonly Manifest[]): void {
  manifests.forEach(manifest => bareObject(chart, manifest));
}

function bareObject(chart: Chart, manifest: Manifest): void {
  new ApiObject(chart, `${manifest.kind}-${manifest.metadata.name}`, manifest as any);
}

/** As close to ours as cdk8s-plus can say it: its Kubernetes 1.27 has no preStop.sleep, so the container sleeps by a command. */
function plusDeployment(chart: Chart, { metadata, spec }: Manifest, accounts: Map<string, kplus.IServiceAccount>): void {
  const { metadata: podMetadata, spec: pod } = spec.template;
  const account: string = pod.serviceAccountName;
  if (!accounts.has(account)) {
    accounts.set(account, kplus.ServiceAccount.fromServiceAccountName(chart, `account-${account}`, account));
  }
  new kplus.Deployment(chart, `Deployment-${metadata.name}`, {
    metadata,
    replicas: spec.replicas,
    select: false,
    strategy: kplus.DeploymentStrategy.rollingUpdate({ maxUnavailable: kplus.PercentOrAbsolute.absolute(0) }),
    podMetadata,
    serviceAccount: accounts.get(account),
    terminationGracePeriod: Duration.seconds(pod.terminationGracePeriodSeconds),
    containers: [{
      name: pod.containers[0].name,
      image: IMAGE,
      ports: [{ number: PORT, name: 'http' }],
      readiness: kplus.Probe.fromTcpSocket({ port: PORT }),
      lifecycle: { preStop: kplus.Handler.fromCommand(['sleep', '10']) },
      resources: { cpu: { request: kplus.Cpu.millis(100) }, memory: { request: Size.mebibytes(128) } },
    }],
  }).select(kplus.LabelSelector.of({ labels: spec.selector.matchLabels }));
}

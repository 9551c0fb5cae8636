/** A code of another checker that no rule has, what it stands for there, and why no rule has it. */
export interface UncoveredCode {
  readonly code: string;
  readonly what: string;
  readonly why: string;
}

/** Codes of `istioctl analyze` without a rule. */
export const UNCOVERED_BY_ISTIOCTL: readonly UncoveredCode[] = [
  { code: 'IST0001', what: 'internal error of the analyzer', why: 'it says nothing of a mesh' },
  {
    code: 'IST0136',
    what: 'an annotation has the status alpha',
    why: 'nothing follows from it: 64 of Istio\'s 68 annotations are alpha, `proxyCPU` and `excludeOutboundPorts` among them',
  },
  {
    code: 'IST0137',
    what: 'Services lead from different ports to one port of the same pods',
    why: 'this works: Envoy has one listener for a port of the pods; what does harm is `services-disagree-on-protocol`',
  },
  { code: 'IST0141', what: 'istioctl lacks permissions in the cluster', why: 'needs a live cluster' },
  { code: 'IST0142', what: 'the version of Kubernetes is too old', why: 'needs a live cluster' },
  { code: 'IST0143', what: 'an application listens on localhost', why: 'needs a live cluster: the listening sockets of the pods' },
  { code: 'IST0148', what: 'all namespaces are injected by default', why: 'it is a setting of the installation and no mistake' },
  { code: 'IST0158', what: 'proxies of a namespace have another version than the control plane', why: 'needs a live cluster: the images of injected pods' },
  { code: 'IST0168', what: 'it is unknown whether an upgrade is compatible', why: 'needs the version before the upgrade, from a live cluster' },
  { code: 'IST0169', what: 'an upgrade changes a setting', why: 'needs the version before the upgrade, from a live cluster' },
  { code: 'IST0170', what: 'Services of one name differ in several clusters', why: 'needs several live clusters: manifests do not say of which cluster they are' },
];

/** Codes of Kiali's validations without a rule. */
export const UNCOVERED_BY_KIALI: readonly UncoveredCode[] = [
  { code: 'KIA0107', what: 'a service account of a principal is in another cluster', why: 'needs that cluster' },
  { code: 'KIA0108', what: 'the trust domain of a principal is not known to Kiali', why: 'nobody can judge the trust domains of others, and it is no mistake' },
  {
    code: 'KIA0210',
    what: 'a DestinationRule with L7 features in a namespace that is ambient and has no waypoint',
    why: 'ambient mode may be given by labels of a live namespace, and a waypoint by a Gateway that another team deploys',
  },
  { code: 'KIA0211', what: 'a DestinationRule with L7 features for a service without a waypoint', why: 'as KIA0210' },
  { code: 'KIA0212', what: 'a DestinationRule in another namespace than its ambient service', why: 'as KIA0210' },
  { code: 'KIA1007', what: 'an empty mode of `outboundTrafficPolicy`', why: 'a matter of how Kiali reads objects from the cluster: the field\'s default is defined' },
  {
    code: 'KIA1114',
    what: 'a VirtualService in another namespace than its ambient service',
    why: 'it holds if it is in the namespace of the waypoint',
  },
  { code: 'KIA1301', what: 'a workload that no AuthorizationPolicy covers', why: 'a statement and no mistake: `LeastPrivilege` and `MeshDefaults` write such policies' },
  { code: 'KIA1312', what: 'a waypoint label without ambient mode', why: 'sidecars and gateways use the waypoints of services too' },
  { code: 'KIA1316', what: 'a workload with a sidecar in an ambient namespace', why: 'a pod that asks for a sidecar there gets one, as documented' },
  { code: 'KIA1317', what: 'a workload with L7 policies and no waypoint', why: '`policy-target-without-waypoint` and `ambient-policy-without-target` say it of the policies' },
  { code: 'KIA1501', what: 'two Gateways of the Gateway API for one host and port', why: 'each Gateway has pods of its own with Istio' },
  { code: 'KIA1502', what: 'two Gateways of the Gateway API with one address', why: 'both may lead to one Service on purpose; whether their listeners meet there needs that Service' },
  {
    code: 'KIA1601',
    what: 'a ReferenceGrant names a namespace that is not there',
    why: 'a namespace that was not given may be there; what can be told is `reference-grant-group-wrong`',
  },
];

/** The label by which Istio knows the network of pods, of a gateway's Service and of a cluster's root namespace. */
export const NETWORK_LABEL = 'topology.istio.io/network';

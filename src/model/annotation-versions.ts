/**
 * Annotations and labels of Istio's that are newer than the oldest version that is known, and since which minor version its source reads them. That was sometimes
 * before its lists had them: scripts/istio-versions.mjs sees that none of these is missing. What Istio itself writes onto what it makes counts as old.
 */
export const NAMES_SINCE: { readonly [name: string]: number } = {
  // Annotations of its list.
  'sidecar.istio.io/nativeSidecar': 24,
  'ambient.istio.io/redirection': 20,
  'ambient.istio.io/waypoint-inbound-binding': 22,
  'gateway.istio.io/service-account': 20,
  'gateway.istio.io/name-override': 20,
  'networking.istio.io/service-type': 20,
  'networking.istio.io/traffic-distribution': 24,
  'ambient.istio.io/bypass-inbound-capture': 24,
  'istio.io/reroute-virtual-interfaces': 25,
  'ambient.istio.io/dns-capture': 25,
  'sidecar.istio.io/statsCompression': 21,
  'sidecar.istio.io/statsFlushInterval': 28,
  'sidecar.istio.io/statsEvictionInterval': 28,
  'sidecar.istio.io/statsHistogramBins': 28,
  'istio.io/use-waypoint-canary-weight': 31,
  // Others.
  'networking.istio.io/address-type': 22,
  'envoyfilter.istio.io/referenced-services': 26,
  'gateway.istio.io/agentgatewayImage': 28,
  'istio.io/connect-strategy': 30,
  'istio.io/ignore-policy-attachment': 30,
  'ambient.istio.io/xfcc-include-client-identity': 30,
  'prometheus.istio.io/secure-port': 31,
  'prometheus.istio.io/scrape-targets': 31,
  // Labels.
  'istio.io/tag': 20,
  'gateway.istio.io/managed': 20,
  'gateway.networking.k8s.io/gateway-name': 20,
  'gateway.networking.k8s.io/gateway-class-name': 28,
  'istio.io/dataplane-mode': 20,
  'istio.io/use-waypoint': 22,
  'istio.io/use-waypoint-namespace': 23,
  'istio.io/waypoint-for': 22,
  'networking.istio.io/enable-autoallocate-ip': 23,
  'service.istio.io/workload-name': 25,
  'istio.io/global': 27,
  'topology.istio.io/locality': 29,
  'istio.io/ingress-use-waypoint': 24,
  'istio.io/use-waypoint-canary': 31,
  'istio.io/use-waypoint-canary-namespace': 31,
};

/** Annotations that Istio means to give up, and since which minor version it says so. */
export const DEPRECATED_SINCE: { readonly [name: string]: number } = {
  'sidecar.istio.io/extraStatTags': 21,
  'traffic.sidecar.istio.io/kubevirtInterfaces': 25,
  'sidecar.istio.io/statsCompression': 29,
};

/** Annotations that newer versions have not, and up to which minor version Istio's source reads them. */
export const NAMES_UNTIL: { readonly [name: string]: number } = {
  'sidecar.istio.io/enableCoreDump': 23,
};

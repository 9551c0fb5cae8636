import { LoadBalancing } from './load-balancing';
import { OutboundTraffic } from './outbound-traffic';
import { Visibility } from './visibility';
import { IMeshHost } from '../core/mesh-host';

/**
 * What all services of ours say of their traffic, deployed by us or adopted.
 */
export interface MeshTrafficProps {
  /**
   * What the service calls. Its proxy knows just these hosts (`Sidecar.egress.hosts`); more can be added with `calls()`.
   *
   * @default - nothing
   */
  readonly calls?: IMeshHost[];

  /**
   * What happens to calls that are not declared (`Sidecar.outboundTrafficPolicy`).
   *
   * @default - what `MeshDefaults` says for the mesh; without one OutboundTraffic.REGISTRY_ONLY
   */
  readonly outboundTraffic?: OutboundTraffic;

  /**
   * How callers choose among the service's pods (`DestinationRule.trafficPolicy.loadBalancer`).
   *
   * @default - Istio's own: least request
   */
  readonly loadBalancing?: LoadBalancing;

  /**
   * Whether callers' proxies speak HTTP/2 to those of the service where its port speaks HTTP (`connectionPool.http.h2UpgradePolicy: UPGRADE`), so that many requests share a
   * connection. The application itself is spoken to as its port says.
   *
   * @default false
   */
  readonly upgradeToHttp2?: boolean;

  /**
   * Which namespaces' proxies know the service (`exportTo` of its Service, DestinationRule and VirtualService).
   *
   * @default Visibility.everywhere()
   */
  readonly visibility?: Visibility;

  /**
   * The name of the DestinationRule.
   *
   * @default - the service's name
   */
  readonly destinationRuleName?: string;

  /**
   * The name of the VirtualService. It is written when a construct routes to the service or a second version is added.
   *
   * @default - the service's name
   */
  readonly virtualServiceName?: string;
}

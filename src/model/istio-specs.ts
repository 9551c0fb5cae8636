import { JsonObject } from '../manifests/manifest';

/** What the model reads of Istio's kinds, spelled as they are. Everything may be missing. */
export interface Port {
  readonly number?: number;
  readonly name?: string;
  readonly protocol?: string;
  readonly targetPort?: number;
}

export interface StringMatch {
  readonly exact?: string;
  readonly prefix?: string;
  readonly regex?: string;
}

export interface Destination {
  readonly host?: string;
  readonly subset?: string;
  readonly port?: { readonly number?: number };
}

export interface HttpMatch {
  readonly name?: string;
  readonly uri?: StringMatch;
  readonly scheme?: StringMatch;
  readonly method?: StringMatch;
  readonly authority?: StringMatch;
  readonly headers?: { readonly [name: string]: StringMatch };
  readonly withoutHeaders?: { readonly [name: string]: StringMatch };
  readonly queryParams?: { readonly [name: string]: StringMatch };
  readonly ignoreUriCase?: boolean;
  readonly port?: number;
  readonly sourceLabels?: { readonly [name: string]: string };
  readonly sourceNamespace?: string;
  readonly gateways?: readonly string[];
  readonly statPrefix?: string;
}

export interface HeaderOperations {
  readonly set?: { readonly [name: string]: string };
  readonly add?: { readonly [name: string]: string };
  readonly remove?: readonly string[];
}

export interface RouteDestination {
  readonly destination?: Destination;
  readonly weight?: number;
  readonly headers?: { readonly request?: HeaderOperations; readonly response?: HeaderOperations };
}

export interface Percent {
  readonly value?: number;
}

export interface Redirect {
  readonly uri?: string;
  readonly prefixRewrite?: string;
  readonly authority?: string;
  readonly port?: number;
  readonly derivePort?: string;
  readonly scheme?: string;
  readonly redirectCode?: number;
}

export interface Retries {
  readonly attempts?: number;
  readonly perTryTimeout?: string;
  readonly retryOn?: string;
  readonly backoff?: string;
  readonly retryRemoteLocalities?: boolean;
}

export interface Fault {
  readonly delay?: { readonly percentage?: Percent; readonly percent?: number; readonly fixedDelay?: string; readonly exponentialDelay?: string };
  readonly abort?: { readonly percentage?: Percent; readonly httpStatus?: number; readonly grpcStatus?: string; readonly http2Error?: string };
}

export interface CorsPolicy {
  readonly allowOrigins?: readonly StringMatch[];
  readonly allowMethods?: readonly string[];
  readonly allowHeaders?: readonly string[];
  readonly exposeHeaders?: readonly string[];
  readonly maxAge?: string;
}

export interface Rewrite {
  readonly uri?: string;
  readonly authority?: string;
  readonly uriRegexRewrite?: { readonly match?: string; readonly rewrite?: string };
}

export interface HttpRoute {
  readonly name?: string;
  readonly match?: readonly HttpMatch[];
  readonly route?: readonly RouteDestination[];
  readonly redirect?: Redirect;
  readonly directResponse?: JsonObject & { readonly status?: number };
  readonly delegate?: { readonly name?: string; readonly namespace?: string };
  readonly rewrite?: Rewrite;
  readonly timeout?: string;
  readonly retries?: Retries;
  readonly fault?: Fault;
  readonly mirror?: Destination;
  readonly mirrors?: readonly { readonly destination?: Destination; readonly percentage?: Percent }[];
  readonly mirrorPercentage?: Percent;
  readonly mirrorPercent?: number;
  readonly mirror_percent?: number;
  readonly corsPolicy?: CorsPolicy;
  readonly headers?: { readonly request?: HeaderOperations; readonly response?: HeaderOperations };
}

export interface L4Match {
  readonly destinationSubnets?: readonly string[];
  readonly port?: number;
  readonly sourceLabels?: { readonly [name: string]: string };
  readonly sourceNamespace?: string;
  readonly sourceSubnet?: string;
  readonly gateways?: readonly string[];
}

export interface TlsRoute {
  readonly match?: readonly (L4Match & { readonly sniHosts?: readonly string[] })[];
  readonly route?: readonly RouteDestination[];
}

export interface TcpRoute {
  readonly match?: readonly L4Match[];
  readonly route?: readonly RouteDestination[];
}

export interface VirtualServiceSpec {
  readonly hosts?: readonly string[];
  readonly gateways?: readonly string[];
  readonly http?: readonly HttpRoute[];
  readonly tls?: readonly TlsRoute[];
  readonly tcp?: readonly TcpRoute[];
  readonly exportTo?: readonly string[];
}

export interface ClientTls {
  readonly mode?: string;
  readonly clientCertificate?: string;
  readonly privateKey?: string;
  readonly caCertificates?: string;
  readonly caCrl?: string;
  readonly credentialName?: string;
  readonly subjectAltNames?: readonly string[];
  readonly sni?: string;
  readonly insecureSkipVerify?: boolean;
}

export interface LocalitySettings {
  readonly enabled?: boolean;
  readonly distribute?: readonly { readonly from?: string; readonly to?: { readonly [locality: string]: number } }[];
  readonly failover?: readonly { readonly from?: string; readonly to?: string }[];
  readonly failoverPriority?: readonly string[];
}

export interface LoadBalancer {
  readonly simple?: string;
  readonly consistentHash?: JsonObject & {
    readonly httpCookie?: { readonly name?: string; readonly ttl?: string; readonly attributes?: readonly { readonly name?: string }[] };
    readonly minimumRingSize?: number;
    readonly ringHash?: JsonObject;
    readonly maglev?: { readonly tableSize?: number };
  };
  readonly localityLbSetting?: LocalitySettings;
  readonly zoneAwareLbSetting?: LocalitySettings;
  readonly warmupDurationSecs?: string;
  readonly warmup?: { readonly duration?: string; readonly aggression?: number };
}

export interface ConnectionPool {
  readonly tcp?: JsonObject & { readonly maxConnections?: number; readonly tcpKeepalive?: JsonObject };
  readonly http?: JsonObject & {
    readonly h2UpgradePolicy?: string;
    readonly useClientProtocol?: boolean;
    readonly http2KeepAlive?: { readonly interval?: string; readonly timeout?: string };
  };
}

export interface OutlierDetection {
  readonly consecutiveErrors?: number;
  readonly splitExternalLocalOriginErrors?: boolean;
  readonly consecutiveLocalOriginFailures?: number;
  readonly baseEjectionTime?: string;
  readonly interval?: string;
  readonly maxEjectionPercent?: number;
  readonly minHealthPercent?: number;
}

export interface PortPolicy {
  readonly port?: { readonly number?: number };
  readonly loadBalancer?: LoadBalancer;
  readonly connectionPool?: ConnectionPool;
  readonly outlierDetection?: OutlierDetection;
  readonly tls?: ClientTls;
}

export interface TrafficPolicy extends PortPolicy {
  readonly tunnel?: { readonly protocol?: string; readonly targetHost?: string; readonly targetPort?: number };
  readonly proxyProtocol?: JsonObject;
  readonly retryBudget?: JsonObject & { readonly budgetInterval?: string };
  readonly portLevelSettings?: readonly PortPolicy[];
}

export interface Subset {
  readonly name?: string;
  readonly labels?: { readonly [name: string]: string };
  readonly trafficPolicy?: TrafficPolicy;
}

export interface WorkloadSelector {
  readonly labels?: { readonly [name: string]: string };
}

export interface PolicySelector {
  readonly matchLabels?: { readonly [name: string]: string };
}

export interface TargetRef {
  readonly group?: string;
  readonly kind?: string;
  readonly name?: string;
  readonly namespace?: string;
}

export interface DestinationRuleSpec {
  readonly host?: string;
  readonly trafficPolicy?: TrafficPolicy;
  readonly subsets?: readonly Subset[];
  readonly exportTo?: readonly string[];
  readonly workloadSelector?: PolicySelector;
}

export interface GatewayServer {
  readonly port?: Port;
  readonly bind?: string;
  readonly hosts?: readonly string[];
  readonly name?: string;
  readonly tls?: JsonObject & {
    readonly mode?: string;
    readonly httpsRedirect?: boolean;
    readonly credentialName?: string;
    readonly credentialNames?: readonly string[];
    readonly serverCertificate?: string;
    readonly privateKey?: string;
    readonly caCertificates?: string;
  };
}

export interface GatewaySpec {
  readonly servers?: readonly GatewayServer[];
  readonly selector?: { readonly [name: string]: string };
}

export interface WorkloadEntrySpec {
  readonly address?: string;
  readonly ports?: { readonly [name: string]: number };
  readonly labels?: { readonly [name: string]: string };
  readonly network?: string;
  readonly locality?: string;
  readonly weight?: number;
  readonly serviceAccount?: string;
}

export interface ServiceEntrySpec {
  readonly hosts?: readonly string[];
  readonly addresses?: readonly string[];
  readonly ports?: readonly Port[];
  readonly location?: string;
  readonly resolution?: string;
  readonly endpoints?: readonly WorkloadEntrySpec[];
  readonly workloadSelector?: WorkloadSelector;
  readonly exportTo?: readonly string[];
  readonly subjectAltNames?: readonly string[];
}

export interface WorkloadGroupSpec {
  readonly metadata?: { readonly labels?: { readonly [name: string]: string } };
  readonly template?: WorkloadEntrySpec;
  readonly probe?: JsonObject;
}

export interface SidecarSpec {
  readonly workloadSelector?: WorkloadSelector;
  readonly ingress?: readonly (JsonObject & {
    readonly port?: Port;
    readonly bind?: string;
    readonly defaultEndpoint?: string;
    readonly captureMode?: string;
    readonly connectionPool?: ConnectionPool;
  })[];
  readonly inboundConnectionPool?: ConnectionPool;
  readonly egress?: readonly { readonly port?: Port; readonly bind?: string; readonly captureMode?: string; readonly hosts?: readonly string[] }[];
  readonly outboundTrafficPolicy?: { readonly mode?: string };
}

export interface PolicySource {
  readonly principals?: readonly string[];
  readonly notPrincipals?: readonly string[];
  readonly requestPrincipals?: readonly string[];
  readonly notRequestPrincipals?: readonly string[];
  readonly namespaces?: readonly string[];
  readonly notNamespaces?: readonly string[];
  readonly serviceAccounts?: readonly string[];
  readonly notServiceAccounts?: readonly string[];
  readonly trustDomains?: readonly string[];
  readonly notTrustDomains?: readonly string[];
  readonly ipBlocks?: readonly string[];
  readonly notIpBlocks?: readonly string[];
  readonly remoteIpBlocks?: readonly string[];
  readonly notRemoteIpBlocks?: readonly string[];
}

export interface PolicyOperation {
  readonly hosts?: readonly string[];
  readonly notHosts?: readonly string[];
  readonly ports?: readonly string[];
  readonly notPorts?: readonly string[];
  readonly methods?: readonly string[];
  readonly notMethods?: readonly string[];
  readonly paths?: readonly string[];
  readonly notPaths?: readonly string[];
}

export interface PolicyRule {
  readonly from?: readonly { readonly source?: PolicySource }[];
  readonly to?: readonly { readonly operation?: PolicyOperation }[];
  readonly when?: readonly { readonly key?: string; readonly values?: readonly string[]; readonly notValues?: readonly string[] }[];
}

export interface AuthorizationPolicySpec {
  readonly selector?: PolicySelector;
  readonly targetRef?: TargetRef;
  readonly targetRefs?: readonly TargetRef[];
  readonly rules?: readonly PolicyRule[];
  readonly action?: string;
  readonly provider?: { readonly name?: string };
}

export interface PeerAuthenticationSpec {
  readonly selector?: PolicySelector;
  readonly mtls?: { readonly mode?: string };
  readonly portLevelMtls?: { readonly [port: string]: { readonly mode?: string } };
}

export interface JwtRule extends JsonObject {
  readonly issuer?: string;
  readonly audiences?: readonly string[];
  readonly jwksUri?: string;
  readonly jwks?: string;
  readonly forwardOriginalToken?: boolean;
  readonly outputPayloadToHeader?: string;
  readonly outputClaimToHeaders?: readonly { readonly header?: string; readonly claim?: string }[];
}

export interface RequestAuthenticationSpec {
  readonly selector?: PolicySelector;
  readonly targetRef?: TargetRef;
  readonly targetRefs?: readonly TargetRef[];
  readonly jwtRules?: readonly JwtRule[];
}

export interface TelemetryPart {
  readonly providers?: readonly { readonly name?: string }[];
}

export interface Tracing extends TelemetryPart {
  readonly match?: { readonly mode?: string };
}

export interface Metrics extends TelemetryPart {
  readonly overrides?: readonly {
    readonly match?: { readonly metric?: string; readonly customMetric?: string; readonly mode?: string };
    readonly tagOverrides?: { readonly [tag: string]: { readonly operation?: string; readonly value?: string } };
  }[];
}

export interface AccessLogging extends TelemetryPart {
  readonly match?: { readonly mode?: string };
  readonly disabled?: boolean;
  readonly filter?: { readonly expression?: string };
}

export interface TelemetrySpec {
  readonly selector?: PolicySelector;
  readonly targetRef?: TargetRef;
  readonly targetRefs?: readonly TargetRef[];
  readonly tracing?: readonly Tracing[];
  readonly metrics?: readonly Metrics[];
  readonly accessLogging?: readonly AccessLogging[];
}

export interface EnvoyFilterSpec {
  readonly workloadSelector?: WorkloadSelector;
  readonly targetRefs?: readonly TargetRef[];
  readonly configPatches?: readonly {
    readonly applyTo?: string;
    readonly match?: JsonObject;
    readonly patch?: { readonly operation?: string; readonly value?: JsonObject };
  }[];
  readonly priority?: number;
}

export interface ProxyConfigSpec {
  readonly selector?: PolicySelector;
  readonly concurrency?: number;
  readonly environmentVariables?: { readonly [name: string]: string };
  readonly image?: { readonly imageType?: string };
}

export interface WasmPluginSpec {
  readonly selector?: PolicySelector;
  readonly targetRef?: TargetRef;
  readonly targetRefs?: readonly TargetRef[];
  readonly url?: string;
  readonly sha256?: string;
  readonly vmConfig?: { readonly env?: readonly { readonly name?: string; readonly value?: string }[] };
}

import './app-check/install';

export { IMeshHost } from './core/mesh-host';
export { CalledOperation } from './core/called-operation';
export { ExtensionProvider } from './core/extension-provider';
export { IGatewayReference } from './core/gateway-reference';
export { IMeshWorkload } from './core/mesh-workload';
export { MeshSettings, MeshSettingsProps } from './core/mesh-settings';
export { TlsVersion } from './core/tls-version';

export { RouteMatch, ClaimMatcher, HeaderMatcher, PathMatcher, QueryMatcher, ValueMatcher } from './routing/route-match';

export { AdoptedService, AdoptedServiceProps } from './service/adopted-service';
export { AdoptProps } from './service/adopt-workload';
export { Autoscaling } from './service/autoscaling';
export { BlueGreenService, BlueGreenServiceProps, Colour } from './service/blue-green-service';
export { DisruptionBudget } from './service/disruption-budget';
export { HashAlgorithm } from './service/hash-algorithm';
export { HashCookieOptions, HashKey } from './service/hash-key';
export { IAliasTarget } from './service/i-alias-target';
export { IMeshService } from './service/i-mesh-service';
export { LoadBalancing } from './service/load-balancing';
export { Injection, MeshNamespace, MeshNamespaceProps } from './service/mesh-namespace';
export { Machine, MachinesProps, MachineVersionProps } from './service/machines-props';
export { MachineReadiness, MachineReadinessOptions } from './service/machine-readiness';
export { MeshService, MeshServiceProps } from './service/mesh-service';
export { MeshServiceAttributes } from './service/imported-service';
export { IRoutedHost } from './service/i-routed-host';
export { IRoutedService } from './service/i-routed-service';
export { MeshTrafficProps } from './service/mesh-traffic-props';
export { OutsideCaller, OutsideCallerProps } from './service/outside-caller';
export { OutboundTraffic } from './service/outbound-traffic';
export { PortProtocol, ServicePort } from './service/port';
export { Preview } from './service/preview';
export { ServiceAlias, ServiceAliasProps } from './service/service-alias';
export { ServiceAliasAttributes } from './service/imported-alias';
export { ServiceVersion } from './service/service-version';
export { ServiceVersionProps } from './service/service-version-props';
export { TopologySpread } from './service/topology-spread';
export { Visibility } from './service/visibility';
export { WarmUp, WarmUpOptions } from './service/warm-up';

export { CircuitBreaker, CircuitBreakerProps, RetryBudget } from './traffic/circuit-breaker';
export { ConnectionLimits, ConnectionLimitsProps } from './traffic/connection-limits';
export { CanaryRoute, CanaryRouteProps } from './traffic/canary-route';
export { CorsPolicy } from './traffic/cors-policy';
export { FaultAbort, FaultDelay, FaultInjection, FaultInjectionProps } from './traffic/fault-injection';
export { FallbackMessage, FallbackMessageProps } from './traffic/fallback-message';
export { HeaderChanges } from './traffic/header-changes';
export { Locality, LocalityDistribution, RegionFailover } from './traffic/locality';
export { LocalityBalancing, LocalityBalancingProps } from './traffic/locality-balancing';
export { Retries } from './traffic/retries';
export { OutlierDetection, OutlierDetectionProps } from './traffic/outlier-detection';
export { Rewrite } from './traffic/rewrite';
export { RedirectProps, RouteAction, WeightedVersion } from './traffic/route-action';
export { RoutePolicy, RoutePolicyProps } from './traffic/route-policy';
export { RouteSettingsProps } from './traffic/route-settings';
export { ServiceRoute, ServiceRouteProps } from './traffic/service-route';
export { StickyCookie } from './traffic/sticky-cookie';
export { TenantKey } from './traffic/tenant-key';
export { TenantShards, TenantShardsProps } from './traffic/tenant-shards';
export { TrafficMirror, TrafficMirrorProps } from './traffic/traffic-mirror';
export { VersionFailover, VersionFailoverProps } from './traffic/version-failover';

export { CertificateIssuer } from './gateway/certificate-issuer';
export { DelegatedRoutes, DelegatedRoutesProps } from './gateway/delegated-routes';
export { DelegateProps, DelegateTarget } from './gateway/delegation';
export { ExposeProps } from './gateway/exposure';
export { IMeshGateway } from './gateway/i-mesh-gateway';
export { OwnGatewayProps } from './gateway/gateway-pods';
export { GatewayTls } from './gateway/gateway-tls';
export { GatewayTlsOptions, MutualGatewayTlsOptions, TlsCipherSuite } from './gateway/gateway-tls-options';
export { FrameOptions, ReferrerPolicy, SecurityHeaders, StrictTransportSecurity } from './gateway/security-headers';
export { ClientAddress } from './gateway/client-address';
export { GatewayWorkload, SharedGatewayProps } from './gateway/gateway-workload';
export { MeshGatewayAttributes } from './gateway/imported-gateway';
export { Suspend, SuspendProps } from './gateway/suspend';
export { ExposeTcpProps } from './gateway/tcp-exposure';
export { GatewayHostOptions, MeshGateway, MeshGatewayProps } from './gateway/mesh-gateway';

export { ClientCertificate } from './egress/client-certificate';
export { EgressGateway, EgressGatewayProps, EgressRouteProps } from './egress/egress-gateway';
export { ExternalEndpoint } from './egress/external-endpoint';
export { ExternalPort } from './egress/external-port';
export { ExternalService, ExternalServiceProps } from './egress/external-service';
export { ExternalServiceAttributes } from './egress/imported-external-service';
export { OutboundPolicy, OutboundPolicyProps, OutboundScope } from './egress/outbound-policy';
export { Resolution } from './egress/resolution';
export { ServerAuthorities } from './egress/server-authorities';
export { TlsOrigination, TlsOriginationProps } from './egress/tls-origination';

export { EastWestGateway, EastWestGatewayProps } from './clusters/east-west-gateway';
export { RemoteService, RemoteServiceProps } from './clusters/remote-service';
export { RootNamespace } from './clusters/root-namespace';

export { AccessAction } from './security/access-action';
export { AccessAttribute, AccessCondition } from './security/access-condition';
export { AccessOperation } from './security/access-operation';
export { AccessPolicy, AccessPolicyProps, AccessPolicyRule } from './security/access-policy';
export { AccessSource } from './security/access-source';
export { ClaimRule } from './security/claim-rule';
export { ExternalAuthorizer, ExternalAuthorizerProps, HttpAuthorizerProps } from './security/external-authorizer';
export { Jwks } from './security/jwks';
export { ClaimToHeader, JwtIssuer } from './security/jwt-issuer';
export { JwtPolicy, JwtPolicyProps } from './security/jwt-policy';
export { LeastPrivilege, LeastPrivilegeProps } from './security/least-privilege';
export { MutualTlsMode } from './security/mutual-tls-mode';
export { MutualTlsPolicy, MutualTlsPolicyProps, PortMutualTls } from './security/mutual-tls-policy';
export { NetworkPeer, PeerPods } from './security/network-peer';
export { PolicyScope } from './security/policy-scope';
export { TokenLocation } from './security/token-location';

export { MeshDefaults, MeshDefaultsProps } from './fleet/mesh-defaults';
export { MeshDefault, NamespaceExemption } from './fleet/namespace-exemption';

export { GlobalLimit, GlobalQuota, GlobalRateLimit, GlobalRateLimitProps, RateLimitFailure, RateLimitUnit } from './limits/global-rate-limit';
export { LocalLimit, LocalQuota, LocalRateLimit, LocalRateLimitProps } from './limits/local-rate-limit';
export { RateLimitKey } from './limits/rate-limit-key';
export { RateLimitScope } from './limits/rate-limit-scope';
export { RateLimitService, RateLimitServiceProps } from './limits/rate-limit-service';
export { ExistingRedisProps, OwnRedisProps, RedisStore } from './limits/redis-store';

export { AccessLogProvider, FileLogOptions, JsonLogOptions, OpenTelemetryLogOptions, TextLogOptions } from './observability/access-log-provider';
export { AccessLogOptions, AccessLogs, NoAccessLogOptions } from './observability/access-logs';
export { ExportHeader } from './observability/export-header';
export { LogFilter } from './observability/log-filter';
export { LogValue } from './observability/log-value';
export { MeshTelemetry, MeshTelemetryProps } from './observability/mesh-telemetry';
export { IstioMetric, MetricsOverride, MetricsOverrideOptions, MetricTag } from './observability/metrics-override';
export { MetricsProvider } from './observability/metrics-provider';
export { SpanTag } from './observability/span-tag';
export { Tracing, TracingOptions } from './observability/tracing';
export {
  JaegerTracingOptions, OpenTelemetryHttpTracingOptions, OpenTelemetryTracingOptions, ResourceDetector, TracingProvider, TracingProviderOptions,
  ZipkinTracingOptions,
} from './observability/tracing-provider';
export { TrafficSide } from './observability/traffic-side';

export { AddOnStorage } from './observability/add-on-storage';
export { AlertProps } from './observability/rules';
export { CertificateAlerts, CertificateAlertsProps } from './observability/certificate-alerts';
export { DashboardProps } from './observability/dashboard';
export { GrafanaAddOn, GrafanaOptions } from './observability/grafana-add-on';
export { JaegerAddOn, JaegerOptions } from './observability/jaeger-add-on';
export { KialiAddOn } from './observability/kiali-add-on';
export { MeshMonitors, MeshMonitorsProps } from './observability/mesh-monitors';
export { ObservabilityStack, ObservabilityStackProps } from './observability/observability-stack';
export { PrometheusAddOn, PrometheusOptions } from './observability/prometheus-add-on';
export { Rollout } from './observability/rollout';
export { RolloutAlerts, RolloutAlertsProps } from './observability/rollout-alerts';
export { RolloutDashboard, RolloutDashboardProps } from './observability/rollout-dashboard';
export { LatencyObjective, ServiceAlerts, ServiceAlertsProps } from './observability/service-alerts';
export { ServiceDashboard, ServiceDashboardProps } from './observability/service-dashboard';

export { CheckSeverity, MeshChecks } from './app-check/mesh-checks';
export { MeshValidation, MeshValidationProps } from './app-check/mesh-validation';

// The raw types, one submodule for each API group. The compile makes these and all of the above load when they are first used.
export * from '../imports';

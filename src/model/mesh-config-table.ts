// Made by scripts/istio-tables.mjs from config.proto, proxy.proto and network.proto of istio.io/api 1.31.1.

/**
 * Fields of the mesh's configuration by messages. A type is a message's name, 'string', 'bool', 'number', 'integer', 'duration', 'enum A|B', 'any' for what is
 * not looked into, or one of these behind 'list ' or 'map '.
 */
export const MESH_CONFIG_MESSAGES: { readonly [message: string]: { readonly [field: string]: string } } = {
  'MeshConfig': {
    proxyListenPort: 'integer',
    proxyInboundListenPort: 'integer',
    proxyHttpPort: 'integer',
    connectTimeout: 'duration',
    hboneIdleTimeout: 'duration',
    protocolDetectionTimeout: 'duration',
    tcpKeepalive: 'any',
    ingressClass: 'string',
    ingressService: 'string',
    ingressControllerMode: 'enum UNSPECIFIED|OFF|DEFAULT|STRICT',
    ingressSelector: 'string',
    enableTracing: 'bool',
    accessLogFile: 'string',
    accessLogFormat: 'string',
    accessLogEncoding: 'enum TEXT|JSON',
    enableEnvoyAccessLogService: 'bool',
    disableEnvoyListenerLog: 'bool',
    defaultConfig: 'ProxyConfig',
    outboundTrafficPolicy: 'MeshConfig.OutboundTrafficPolicy',
    inboundTrafficPolicy: 'MeshConfig.InboundTrafficPolicy',
    configSources: 'list ConfigSource',
    enableAutoMtls: 'bool',
    trustDomain: 'string',
    trustDomainAliases: 'list string',
    caCertificates: 'list MeshConfig.CertificateData',
    defaultServiceExportTo: 'list string',
    defaultVirtualServiceExportTo: 'list string',
    defaultDestinationRuleExportTo: 'list string',
    rootNamespace: 'string',
    localityLbSetting: 'any',
    zoneAwareLbSetting: 'any',
    dnsRefreshRate: 'duration',
    h2UpgradePolicy: 'enum DO_NOT_UPGRADE|UPGRADE',
    inboundClusterStatName: 'string',
    outboundClusterStatName: 'string',
    certificates: 'list Certificate',
    serviceSettings: 'list MeshConfig.ServiceSettings',
    serviceScopeConfigs: 'list MeshConfig.ServiceScopeConfigs',
    enablePrometheusMerge: 'bool',
    verifyCertificateAtClient: 'bool',
    ca: 'MeshConfig.CA',
    extensionProviders: 'list MeshConfig.ExtensionProvider',
    defaultProviders: 'MeshConfig.DefaultProviders',
    discoverySelectors: 'list LabelSelector',
    pathNormalization: 'MeshConfig.ProxyPathNormalization',
    defaultHttpRetryPolicy: 'any',
    meshMTLS: 'MeshConfig.TLSConfig',
    tlsDefaults: 'MeshConfig.TLSConfig',
    defaultTrafficPolicy: 'MeshConfig.DefaultTrafficPolicy',
    serviceEntryVisibility: 'ServiceEntryVisibility',
  },
  'ProxyConfig': {
    configPath: 'string',
    binaryPath: 'string',
    serviceCluster: 'string',
    tracingServiceName: 'enum APP_LABEL_AND_NAMESPACE|CANONICAL_NAME_ONLY|CANONICAL_NAME_AND_NAMESPACE',
    drainDuration: 'duration',
    discoveryAddress: 'string',
    discoveryRefreshDelay: 'duration',
    zipkinAddress: 'string',
    statsdUdpAddress: 'string',
    envoyMetricsServiceAddress: 'string',
    proxyAdminPort: 'integer',
    availabilityZone: 'string',
    controlPlaneAuthPolicy: 'enum NONE|MUTUAL_TLS|INHERIT',
    customConfigFile: 'string',
    statNameLength: 'integer',
    concurrency: 'integer',
    proxyBootstrapTemplatePath: 'string',
    interceptionMode: 'enum REDIRECT|TPROXY|NONE',
    tracing: 'Tracing',
    sds: 'SDS',
    envoyAccessLogService: 'RemoteService',
    envoyMetricsService: 'RemoteService',
    proxyMetadata: 'map string',
    runtimeValues: 'map string',
    statusPort: 'integer',
    extraStatTags: 'list string',
    gatewayTopology: 'Topology',
    terminationDrainDuration: 'duration',
    meshId: 'string',
    readinessProbe: 'any',
    proxyStatsMatcher: 'ProxyConfig.ProxyStatsMatcher',
    holdApplicationUntilProxyStarts: 'bool',
    caCertificatesPem: 'list string',
    image: 'any',
    privateKeyProvider: 'PrivateKeyProvider',
    proxyHeaders: 'ProxyConfig.ProxyHeaders',
    fileFlushInterval: 'duration',
    fileFlushMinSizeKb: 'integer',
    statsCompression: 'bool',
    connectionSettings: 'ProxyConfig.ConnectionSettings',
  },
  'MeshNetworks': {
    networks: 'map Network',
  },
  'MeshConfig.OutboundTrafficPolicy': {
    mode: 'enum REGISTRY_ONLY|ALLOW_ANY|ALLOW_ANY_DYNAMIC_DNS', tls: 'any',
  },
  'MeshConfig.InboundTrafficPolicy': {
    mode: 'enum PASSTHROUGH|LOCALHOST',
  },
  'ConfigSource': {
    address: 'string', tlsSettings: 'any', subscribedResources: 'list enum SERVICE_REGISTRY',
  },
  'MeshConfig.CertificateData': {
    pem: 'string', spiffeBundleUrl: 'string', certSigners: 'list string', trustDomains: 'list string',
  },
  'Certificate': {
    secretName: 'string', dnsNames: 'list string',
  },
  'MeshConfig.ServiceSettings': {
    settings: 'MeshConfig.ServiceSettings.Settings', hosts: 'list string',
  },
  'MeshConfig.ServiceScopeConfigs': {
    namespaceSelector: 'LabelSelector', servicesSelector: 'LabelSelector', scope: 'enum LOCAL|GLOBAL',
  },
  'MeshConfig.CA': {
    address: 'string', tlsSettings: 'any', requestTimeout: 'duration', istiodSide: 'bool',
  },
  'MeshConfig.ExtensionProvider': {
    name: 'string',
    envoyExtAuthzHttp: 'MeshConfig.ExtensionProvider.EnvoyExternalAuthorizationHttpProvider',
    envoyExtAuthzGrpc: 'MeshConfig.ExtensionProvider.EnvoyExternalAuthorizationGrpcProvider',
    zipkin: 'MeshConfig.ExtensionProvider.ZipkinTracingProvider',
    lightstep: 'MeshConfig.ExtensionProvider.LightstepTracingProvider',
    datadog: 'MeshConfig.ExtensionProvider.DatadogTracingProvider',
    stackdriver: 'MeshConfig.ExtensionProvider.StackdriverProvider',
    opencensus: 'MeshConfig.ExtensionProvider.OpenCensusAgentTracingProvider',
    skywalking: 'MeshConfig.ExtensionProvider.SkyWalkingTracingProvider',
    opentelemetry: 'MeshConfig.ExtensionProvider.OpenTelemetryTracingProvider',
    prometheus: 'MeshConfig.ExtensionProvider.PrometheusMetricsProvider',
    envoyFileAccessLog: 'MeshConfig.ExtensionProvider.EnvoyFileAccessLogProvider',
    envoyHttpAls: 'MeshConfig.ExtensionProvider.EnvoyHttpGrpcV3LogProvider',
    envoyTcpAls: 'MeshConfig.ExtensionProvider.EnvoyTcpGrpcV3LogProvider',
    envoyOtelAls: 'MeshConfig.ExtensionProvider.EnvoyOpenTelemetryLogProvider',
    sds: 'MeshConfig.ExtensionProvider.SDSProvider',
  },
  'MeshConfig.DefaultProviders': {
    tracing: 'list string', metrics: 'list string', accessLogging: 'list string',
  },
  'LabelSelector': {
    matchLabels: 'map string', matchExpressions: 'list LabelSelectorRequirement',
  },
  'MeshConfig.ProxyPathNormalization': {
    normalization: 'enum DEFAULT|NONE|BASE|MERGE_SLASHES|DECODE_AND_MERGE_SLASHES',
  },
  'MeshConfig.TLSConfig': {
    minProtocolVersion: 'enum TLS_AUTO|TLSV1_2|TLSV1_3', ecdhCurves: 'list string', cipherSuites: 'list string',
  },
  'MeshConfig.DefaultTrafficPolicy': {
    connectionPool: 'any', outlierDetection: 'any',
  },
  'ServiceEntryVisibility': {
    defaultVisibility: 'enum VISIBILITY_UNSPECIFIED|NONE|NAMESPACE|PUBLIC',
    applyToSidecars: 'bool',
    policies: 'list ServiceEntryVisibility.Policy',
  },
  'Tracing': {
    zipkin: 'Tracing.Zipkin',
    lightstep: 'Tracing.Lightstep',
    datadog: 'Tracing.Datadog',
    stackdriver: 'Tracing.Stackdriver',
    openCensusAgent: 'Tracing.OpenCensusAgent',
    customTags: 'map Tracing.CustomTag',
    maxPathTagLength: 'integer',
    sampling: 'number',
    tlsSettings: 'any',
    enableIstioTags: 'bool',
  },
  'SDS': {
    enabled: 'bool', k8sSaJwtPath: 'string',
  },
  'RemoteService': {
    address: 'string', tlsSettings: 'any', tcpKeepalive: 'any',
  },
  'Topology': {
    numTrustedProxies: 'integer',
    forwardClientCertDetails: 'enum UNDEFINED|SANITIZE|FORWARD_ONLY|APPEND_FORWARD|SANITIZE_SET|ALWAYS_FORWARD_ONLY',
    proxyProtocol: 'Topology.ProxyProtocolConfiguration',
  },
  'ProxyConfig.ProxyStatsMatcher': {
    inclusionPrefixes: 'list string', inclusionSuffixes: 'list string', inclusionRegexps: 'list string',
  },
  'PrivateKeyProvider': {
    cryptomb: 'PrivateKeyProvider.CryptoMb', qat: 'PrivateKeyProvider.QAT',
  },
  'ProxyConfig.ProxyHeaders': {
    forwardedClientCert: 'enum UNDEFINED|SANITIZE|FORWARD_ONLY|APPEND_FORWARD|SANITIZE_SET|ALWAYS_FORWARD_ONLY',
    setCurrentClientCertDetails: 'ProxyConfig.ProxyHeaders.SetCurrentClientCertDetails',
    requestId: 'ProxyConfig.ProxyHeaders.RequestId',
    server: 'ProxyConfig.ProxyHeaders.Server',
    attemptCount: 'ProxyConfig.ProxyHeaders.AttemptCount',
    envoyDebugHeaders: 'ProxyConfig.ProxyHeaders.EnvoyDebugHeaders',
    metadataExchangeHeaders: 'ProxyConfig.ProxyHeaders.MetadataExchangeHeaders',
    preserveHttp1HeaderCase: 'bool',
    xForwardedHost: 'ProxyConfig.ProxyHeaders.XForwardedHost',
    xForwardedPort: 'ProxyConfig.ProxyHeaders.XForwardedPort',
  },
  'ProxyConfig.ConnectionSettings': {
    profile: 'enum SIDECAR|EDGE',
    listenerPerConnectionBufferLimitBytes: 'integer',
    clusterPerConnectionBufferLimitBytes: 'integer',
    httpIdleTimeout: 'duration',
    httpMaxConnectionDuration: 'duration',
    httpDrainTimeout: 'duration',
    httpRequestTimeout: 'duration',
    httpRequestHeadersTimeout: 'duration',
    httpStreamIdleTimeout: 'duration',
    httpMaxStreamDuration: 'duration',
    httpMaxConcurrentStreams: 'integer',
    http2InitialStreamWindowSize: 'integer',
    http2InitialConnectionWindowSize: 'integer',
    httpHeadersWithUnderscoresAction: 'enum HEADERS_WITH_UNDERSCORES_UNSPECIFIED|HEADERS_WITH_UNDERSCORES_ALLOW|HEADERS_WITH_UNDERSCORES_REJECT_REQUEST'
      + '|HEADERS_WITH_UNDERSCORES_DROP_HEADER',
    httpMergeSlashes: 'bool',
    httpPathWithEscapedSlashesAction: 'enum PATH_WITH_ESCAPED_SLASHES_UNSPECIFIED|KEEP_UNCHANGED|REJECT_REQUEST|UNESCAPE_AND_REDIRECT'
      + '|UNESCAPE_AND_FORWARD',
    listenerConnectionLimit: 'integer',
    globalDownstreamConnectionLimit: 'integer',
  },
  'Network': {
    endpoints: 'list Network.NetworkEndpoints', gateways: 'list Network.IstioNetworkGateway',
  },
  'MeshConfig.ServiceSettings.Settings': {
    clusterLocal: 'bool',
  },
  'MeshConfig.ExtensionProvider.EnvoyExternalAuthorizationHttpProvider': {
    service: 'string',
    port: 'integer',
    timeout: 'duration',
    pathPrefix: 'string',
    failOpen: 'bool',
    clearRouteCache: 'bool',
    statusOnError: 'string',
    includeHeadersInCheck: 'list string',
    includeRequestHeadersInCheck: 'list string',
    includeAdditionalHeadersInCheck: 'map string',
    includeRequestBodyInCheck: 'MeshConfig.ExtensionProvider.EnvoyExternalAuthorizationRequestBody',
    headersToUpstreamOnAllow: 'list string',
    headersToDownstreamOnDeny: 'list string',
    headersToDownstreamOnAllow: 'list string',
  },
  'MeshConfig.ExtensionProvider.EnvoyExternalAuthorizationGrpcProvider': {
    service: 'string',
    port: 'integer',
    timeout: 'duration',
    failOpen: 'bool',
    clearRouteCache: 'bool',
    statusOnError: 'string',
    includeRequestBodyInCheck: 'MeshConfig.ExtensionProvider.EnvoyExternalAuthorizationRequestBody',
  },
  'MeshConfig.ExtensionProvider.ZipkinTracingProvider': {
    service: 'string',
    port: 'integer',
    maxTagLength: 'integer',
    enable64bitTraceId: 'bool',
    path: 'string',
    traceContextOption: 'enum USE_B3|USE_B3_WITH_W3C_PROPAGATION',
    timeout: 'duration',
    headers: 'list MeshConfig.ExtensionProvider.HttpHeader',
  },
  'MeshConfig.ExtensionProvider.LightstepTracingProvider': {
    service: 'string', port: 'integer', accessToken: 'string', maxTagLength: 'integer',
  },
  'MeshConfig.ExtensionProvider.DatadogTracingProvider': {
    service: 'string', port: 'integer', maxTagLength: 'integer',
  },
  'MeshConfig.ExtensionProvider.StackdriverProvider': {
    debug: 'bool',
    maxNumberOfAttributes: 'integer',
    maxNumberOfAnnotations: 'integer',
    maxNumberOfMessageEvents: 'integer',
    maxTagLength: 'integer',
    logging: 'MeshConfig.ExtensionProvider.StackdriverProvider.Logging',
  },
  'MeshConfig.ExtensionProvider.OpenCensusAgentTracingProvider': {
    service: 'string',
    port: 'integer',
    context: 'list enum UNSPECIFIED|W3C_TRACE_CONTEXT|GRPC_BIN|CLOUD_TRACE_CONTEXT|B3',
    maxTagLength: 'integer',
  },
  'MeshConfig.ExtensionProvider.SkyWalkingTracingProvider': {
    service: 'string', port: 'integer', accessToken: 'string',
  },
  'MeshConfig.ExtensionProvider.OpenTelemetryTracingProvider': {
    service: 'string',
    port: 'integer',
    maxTagLength: 'integer',
    http: 'MeshConfig.ExtensionProvider.HttpService',
    grpc: 'MeshConfig.ExtensionProvider.GrpcService',
    resourceDetectors: 'MeshConfig.ExtensionProvider.ResourceDetectors',
    serviceAttributeEnrichment: 'enum ISTIO_CANONICAL|OTEL_SEMANTIC_CONVENTIONS',
    dynatraceSampler: 'MeshConfig.ExtensionProvider.OpenTelemetryTracingProvider.DynatraceSampler',
  },
  'MeshConfig.ExtensionProvider.PrometheusMetricsProvider': {
  },
  'MeshConfig.ExtensionProvider.EnvoyFileAccessLogProvider': {
    path: 'string', logFormat: 'MeshConfig.ExtensionProvider.EnvoyFileAccessLogProvider.LogFormat', omitEmptyValues: 'bool',
  },
  'MeshConfig.ExtensionProvider.EnvoyHttpGrpcV3LogProvider': {
    service: 'string',
    port: 'integer',
    logName: 'string',
    filterStateObjectsToLog: 'list string',
    additionalRequestHeadersToLog: 'list string',
    additionalResponseHeadersToLog: 'list string',
    additionalResponseTrailersToLog: 'list string',
  },
  'MeshConfig.ExtensionProvider.EnvoyTcpGrpcV3LogProvider': {
    service: 'string', port: 'integer', logName: 'string', filterStateObjectsToLog: 'list string',
  },
  'MeshConfig.ExtensionProvider.EnvoyOpenTelemetryLogProvider': {
    service: 'string',
    port: 'integer',
    logName: 'string',
    logFormat: 'MeshConfig.ExtensionProvider.EnvoyOpenTelemetryLogProvider.LogFormat',
  },
  'MeshConfig.ExtensionProvider.SDSProvider': {
    name: 'string', service: 'string', port: 'integer',
  },
  'LabelSelectorRequirement': {
    key: 'string', operator: 'string', values: 'list string',
  },
  'ServiceEntryVisibility.Policy': {
    visibility: 'enum VISIBILITY_UNSPECIFIED|NONE|NAMESPACE|PUBLIC', matchingRules: 'list ServiceEntryVisibility.MatchRule',
  },
  'Tracing.Zipkin': {
    address: 'string',
  },
  'Tracing.Lightstep': {
    address: 'string', accessToken: 'string',
  },
  'Tracing.Datadog': {
    address: 'string',
  },
  'Tracing.Stackdriver': {
    debug: 'bool', maxNumberOfAttributes: 'integer', maxNumberOfAnnotations: 'integer', maxNumberOfMessageEvents: 'integer',
  },
  'Tracing.OpenCensusAgent': {
    address: 'string', context: 'list enum UNSPECIFIED|W3C_TRACE_CONTEXT|GRPC_BIN|CLOUD_TRACE_CONTEXT|B3',
  },
  'Tracing.CustomTag': {
    literal: 'Tracing.Literal', environment: 'Tracing.Environment', header: 'Tracing.RequestHeader',
  },
  'Topology.ProxyProtocolConfiguration': {
  },
  'PrivateKeyProvider.CryptoMb': {
    pollDelay: 'duration', fallback: 'bool',
  },
  'PrivateKeyProvider.QAT': {
    pollDelay: 'duration', fallback: 'bool',
  },
  'ProxyConfig.ProxyHeaders.SetCurrentClientCertDetails': {
    subject: 'bool', cert: 'bool', chain: 'bool', dns: 'bool', uri: 'bool',
  },
  'ProxyConfig.ProxyHeaders.RequestId': {
    disabled: 'bool',
  },
  'ProxyConfig.ProxyHeaders.Server': {
    disabled: 'bool', value: 'string',
  },
  'ProxyConfig.ProxyHeaders.AttemptCount': {
    disabled: 'bool',
  },
  'ProxyConfig.ProxyHeaders.EnvoyDebugHeaders': {
    disabled: 'bool',
  },
  'ProxyConfig.ProxyHeaders.MetadataExchangeHeaders': {
    mode: 'enum UNDEFINED|IN_MESH',
  },
  'ProxyConfig.ProxyHeaders.XForwardedHost': {
    enabled: 'bool',
  },
  'ProxyConfig.ProxyHeaders.XForwardedPort': {
    enabled: 'bool',
  },
  'Network.NetworkEndpoints': {
    fromCidr: 'string', fromRegistry: 'string',
  },
  'Network.IstioNetworkGateway': {
    registryServiceName: 'string', address: 'string', port: 'integer', locality: 'string',
  },
  'MeshConfig.ExtensionProvider.EnvoyExternalAuthorizationRequestBody': {
    maxRequestBytes: 'integer', allowPartialMessage: 'bool', packAsBytes: 'bool',
  },
  'MeshConfig.ExtensionProvider.HttpHeader': {
    name: 'string', value: 'string', envName: 'string',
  },
  'MeshConfig.ExtensionProvider.StackdriverProvider.Logging': {
    labels: 'map string',
  },
  'MeshConfig.ExtensionProvider.HttpService': {
    path: 'string', timeout: 'duration', headers: 'list MeshConfig.ExtensionProvider.HttpHeader',
  },
  'MeshConfig.ExtensionProvider.GrpcService': {
    timeout: 'duration', initialMetadata: 'list MeshConfig.ExtensionProvider.HttpHeader',
  },
  'MeshConfig.ExtensionProvider.ResourceDetectors': {
    environment: 'MeshConfig.ExtensionProvider.ResourceDetectors.EnvironmentResourceDetector',
    dynatrace: 'MeshConfig.ExtensionProvider.ResourceDetectors.DynatraceResourceDetector',
  },
  'MeshConfig.ExtensionProvider.OpenTelemetryTracingProvider.DynatraceSampler': {
    tenant: 'string',
    clusterId: 'integer',
    rootSpansPerMinute: 'integer',
    httpService: 'MeshConfig.ExtensionProvider.OpenTelemetryTracingProvider.DynatraceSampler.DynatraceApi',
  },
  'MeshConfig.ExtensionProvider.EnvoyFileAccessLogProvider.LogFormat': {
    text: 'string', labels: 'any',
  },
  'MeshConfig.ExtensionProvider.EnvoyOpenTelemetryLogProvider.LogFormat': {
    text: 'string', labels: 'any',
  },
  'ServiceEntryVisibility.MatchRule': {
    namespaceSelector: 'LabelSelector',
  },
  'Tracing.Literal': {
    value: 'string',
  },
  'Tracing.Environment': {
    name: 'string', defaultValue: 'string',
  },
  'Tracing.RequestHeader': {
    name: 'string', defaultValue: 'string',
  },
  'MeshConfig.ExtensionProvider.ResourceDetectors.EnvironmentResourceDetector': {
  },
  'MeshConfig.ExtensionProvider.ResourceDetectors.DynatraceResourceDetector': {
  },
  'MeshConfig.ExtensionProvider.OpenTelemetryTracingProvider.DynatraceSampler.DynatraceApi': {
    service: 'string', port: 'integer', http: 'MeshConfig.ExtensionProvider.HttpService',
  },
};

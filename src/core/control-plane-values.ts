import { istioMinor } from './istio-version';

type Values = { [key: string]: any };

/** What is known of a mesh's control plane in one cluster. */
interface ControlPlane {
  readonly rootNamespace: string;
  readonly trustDomain: string;
  readonly trustDomainAliases: readonly string[];
  readonly clusterDomain: string;
  readonly dnsCapture: boolean;
  readonly istioVersion?: string;
  readonly clusterName?: string;
  readonly network?: string;
  readonly meshId: string;
  readonly _extensionProvidersJson: readonly Values[];
  /** What constructs say, the later beside the earlier. */
  readonly _meshConfigs: readonly Values[];
}

/** The values of Istio's Helm charts that say it. What is Istio's default is left out. */
export function controlPlaneValues(known: ControlPlane): Values {
  const { rootNamespace, trustDomain, clusterDomain, dnsCapture, clusterName, network, meshId } = known;
  // Later versions allocate addresses without being asked to.
  const asks = dnsCapture && known.istioVersion !== undefined && istioMinor(known.istioVersion)! < 25;
  const differing = (value: string, usual: string) => value === usual ? undefined : value;
  return withoutEmpty({
    global: {
      istioNamespace: differing(rootNamespace, 'istio-system'),
      meshID: clusterName && meshId,
      multiCluster: { clusterName },
      network,
      proxy: { clusterDomain: differing(clusterDomain, 'cluster.local') },
    },
    meshConfig: {
      trustDomain: differing(trustDomain, 'cluster.local'),
      trustDomainAliases: known.trustDomainAliases,
      defaultConfig: { proxyMetadata: { ISTIO_META_DNS_CAPTURE: dnsCapture ? 'true' : undefined, ISTIO_META_DNS_AUTO_ALLOCATE: asks ? 'true' : undefined } },
      extensionProviders: known._extensionProvidersJson,
      ...Object.assign({}, ...known._meshConfigs),
    },
  });
}

function withoutEmpty(value: Values): Values {
  const kept = Object.entries(value)
    .map(([key, one]) => [key, isValues(one) ? withoutEmpty(one) : said(one)] as const)
    .filter(([, one]) => one !== undefined && !(typeof one === 'object' && Object.keys(one as Values).length === 0));
  return Object.fromEntries(kept);
}

/** Without what is undefined. Within lists an empty object is a word: of a provider, that it is one. */
function said(value: unknown): unknown {
  if (Array.isArray(value)) {
    return value.map(said);
  }
  if (!isValues(value)) {
    return value;
  }
  return Object.fromEntries(Object.entries(value).filter(([, one]) => one !== undefined).map(([key, one]) => [key, said(one)]));
}

function isValues(value: unknown): value is Values {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

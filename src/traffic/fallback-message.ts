import { Construct } from 'constructs';
import { onCall, onExposure } from '../core/call-graph';
import { HTTP_CONNECTION_MANAGER, typed, writeEnvoyFilter } from '../core/envoy-filter';
import { fail, show } from '../core/errors';
import { Json } from '../core/mesh-object';
import { IMeshWorkload } from '../core/mesh-workload';
import { checkDnsSubdomain, checkStatus } from '../core/values';
import { IRoutedHost } from '../service/i-routed-host';
import { trafficOf } from '../service/port';

/**
 * What callers get when a service cannot answer.
 */
export interface FallbackMessageProps {
  /**
   * The service that may be unable to answer, of the mesh or outside of it.
   */
  readonly service: IRoutedHost;

  /**
   * The body of the answer, at most 4 KiB. A percent sign is written '%%'; '%VAR%' stands for one of Envoy's variables.
   */
  readonly body: string;

  /**
   * The type of the body.
   *
   * @default 'text/plain'
   */
  readonly contentType?: string;

  /**
   * The status of the answer, 200 to 599.
   *
   * @default - the proxy's: 503 without a pod that could answer, 504 after a timeout
   */
  readonly status?: number;

  /**
   * The name of the EnvoyFilters.
   *
   * @default - 'stock-fallback' for a service `stock`, and 'stock.shop-fallback' outside of its namespace `shop`
   */
  readonly name?: string;
}

const MAX_BODY_BYTES = 4096;

/**
 * A message of your own in place of the proxy's, when a service cannot answer: no pod is left or can be reached, a limit of a `CircuitBreaker` is met, a timeout has passed, a
 * fault is injected. What the service itself answers stays as it is, errors too.
 *
 * Istio has no field for it (`EnvoyFilter`, `local_reply_config`). Written for the proxies of those who declare to call the service, of this app's gateways that expose it and
 * of its own pods; proven with the versions that docs/proof.md names.
 */
export class FallbackMessage extends Construct {
  constructor(scope: Construct, id: string, props: FallbackMessageProps) {
    super(scope, id);
    const { service } = props;
    const ports = service._ports.filter(({ protocol }) => trafficOf(protocol) === 'http');
    if (ports.length === 0) {
      fail(this, `has a message for callers of '${service.host}', no port of which speaks HTTP: leave it out`);
    }
    // Services of one name in several namespaces may have callers, or a gateway, in common.
    const nameIn = (namespace: string) => checkDnsSubdomain(this, 'name', props.name ?? `${service._name}${namespace === service.namespace ? '' : `.${service.namespace}`}-fallback`);
    const reply = replyOf(this, props);
    // The cluster that a request was routed to: whatever the route, for every version, and for no other service.
    const toService = celFilter(`xds.cluster_name.startsWith('outbound|') && xds.cluster_name.endsWith('|${service.host}')`);
    onCall(service, ({ namespace }) => {
      if (!this.node.tryFindChild(`callers-${namespace}`)) {
        const patches = ports.map(({ port }) => patchOf('SIDECAR_OUTBOUND', { portNumber: port }, { ...reply, filter: and(UNANSWERED, toService) }));
        writeEnvoyFilter(this, `callers-${namespace}`, { name: nameIn(namespace), namespace, patches });
      }
    });
    onExposure(service, ({ pods: { namespace, labels, serviceName } }) => {
      const child = `gateway-${namespace}-${serviceName}`;
      if (namespace !== undefined && labels && serviceName !== undefined && !this.node.tryFindChild(child)) {
        const patch = patchOf('GATEWAY', {}, { ...reply, filter: and(UNANSWERED, toService) });
        writeEnvoyFilter(this, child, { name: `${nameIn(namespace)}-${serviceName}`, namespace, labels, patches: [patch] });
      }
    });
    if (isWorkload(service)) {
      const { namespace, podLabels: labels } = service;
      const patch = patchOf('SIDECAR_INBOUND', {}, { ...reply, filter: UNANSWERED });
      writeEnvoyFilter(this, 'own', { name: `${nameIn(namespace)}-own`, namespace, labels, patches: [patch] });
    }
  }
}

function isWorkload(service: IRoutedHost): service is IRoutedHost & IMeshWorkload {
  return 'podLabels' in service;
}

function replyOf(scope: Construct, { body, status, contentType = 'text/plain' }: FallbackMessageProps): Json {
  if (Buffer.byteLength(body) > MAX_BODY_BYTES) {
    fail(scope, `has a body of ${Buffer.byteLength(body)} bytes, every proxy concerned would carry it: use at most ${MAX_BODY_BYTES}, or let another version answer (VersionFailover)`);
  }
  if (!/^[\w.+-]+\/[\w.+-]+(; *[\w-]+=[\w.+-]+)*$/.test(contentType)) {
    fail(scope, `has contentType ${show(contentType)}, which is none: use for example 'application/json'`);
  }
  return {
    status_code: status === undefined ? undefined : checkStatus(scope, 'status', status),
    body_format_override: { content_type: contentType, text_format_source: { inline_string: body } },
  };
}

/** The proxy answered itself, and not because of the request. */
const UNANSWERED: Json = { status_code_filter: { comparison: { op: 'GE', value: { default_value: 500, runtime_key: 'fallback_message.min_status' } } } };

function and(...filters: Json[]): Json {
  return { and_filter: { filters } };
}

function celFilter(expression: string): Json {
  return {
    extension_filter: {
      name: 'envoy.access_loggers.extension_filters.cel',
      typed_config: typed('access_loggers.filters.cel.v3.ExpressionFilter', { expression }),
    },
  };
}

function patchOf(context: string, listener: Json, mapper: Json): Json {
  return {
    applyTo: 'NETWORK_FILTER',
    match: { context, listener: { ...listener, filterChain: { filter: { name: HTTP_CONNECTION_MANAGER } } } },
    patch: {
      operation: 'MERGE',
      value: { typed_config: typed('filters.network.http_connection_manager.v3.HttpConnectionManager', { local_reply_config: { mappers: [mapper] } }) },
    },
  };
}

// Written by `npx projen rules:index`.
import { envoyFilterFormerName } from './envoy-filter-former-name';
import { envoyFilterMatchOfOtherKind } from './envoy-filter-match-of-other-kind';
import { envoyFilterNamesNoFilter } from './envoy-filter-names-no-filter';
import { envoyFilterOldApi } from './envoy-filter-old-api';
import { envoyFilterOperationIgnored } from './envoy-filter-operation-ignored';
import { envoyFilterOrderUndefined } from './envoy-filter-order-undefined';
import { envoyFilterPatchIncomplete } from './envoy-filter-patch-incomplete';
import { envoyFilterSelectorWithoutPods } from './envoy-filter-selector-without-pods';
import { envoyFilterWithoutType } from './envoy-filter-without-type';
import { selectorWithoutLabels } from './selector-without-labels';
import { sidecarCatchAllNotLast } from './sidecar-catch-all-not-last';
import { sidecarDefaultEndpointMalformed } from './sidecar-default-endpoint-malformed';
import { sidecarEgressProxyInvalid } from './sidecar-egress-proxy-invalid';
import { sidecarEmpty } from './sidecar-empty';
import { sidecarHidesProvider } from './sidecar-hides-provider';
import { sidecarHostMalformed } from './sidecar-host-malformed';
import { sidecarHostNotFound } from './sidecar-host-not-found';
import { sidecarHostRedundant } from './sidecar-host-redundant';
import { sidecarHttpPoolOnTcp } from './sidecar-http-pool-on-tcp';
import { sidecarIngressTlsUnsupported } from './sidecar-ingress-tls-unsupported';
import { sidecarListenerInvalid } from './sidecar-listener-invalid';
import { sidecarOfNoSidecar } from './sidecar-of-no-sidecar';
import { sidecarOfRootNamespace } from './sidecar-of-root-namespace';
import { sidecarPortTwice } from './sidecar-port-twice';
import { sidecarSelectorWithoutPods } from './sidecar-selector-without-pods';
import { sidecarsOfOneWorkload } from './sidecars-of-one-workload';
import { sidecarsWithoutSelector } from './sidecars-without-selector';
import { Rule } from '../../rule';

export const SIDECAR_RULES: readonly Rule[] = [
  envoyFilterFormerName,
  envoyFilterMatchOfOtherKind,
  envoyFilterNamesNoFilter,
  envoyFilterOldApi,
  envoyFilterOperationIgnored,
  envoyFilterOrderUndefined,
  envoyFilterPatchIncomplete,
  envoyFilterSelectorWithoutPods,
  envoyFilterWithoutType,
  selectorWithoutLabels,
  sidecarCatchAllNotLast,
  sidecarDefaultEndpointMalformed,
  sidecarEgressProxyInvalid,
  sidecarEmpty,
  sidecarHidesProvider,
  sidecarHostMalformed,
  sidecarHostNotFound,
  sidecarHostRedundant,
  sidecarHttpPoolOnTcp,
  sidecarIngressTlsUnsupported,
  sidecarListenerInvalid,
  sidecarOfNoSidecar,
  sidecarOfRootNamespace,
  sidecarPortTwice,
  sidecarSelectorWithoutPods,
  sidecarsOfOneWorkload,
  sidecarsWithoutSelector,
];

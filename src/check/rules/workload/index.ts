// Written by `npx projen rules:index`.
import { ambientAndSidecar } from './ambient-and-sidecar';
import { annotationDeprecated } from './annotation-deprecated';
import { annotationMisplaced } from './annotation-misplaced';
import { annotationNewerThanIstio } from './annotation-newer-than-istio';
import { annotationUnknown } from './annotation-unknown';
import { annotationValueInvalid } from './annotation-value-invalid';
import { autoscalerRefused } from './autoscaler-refused';
import { cronScheduleRefused } from './cron-schedule-refused';
import { endpointsRefused } from './endpoints-refused';
import { extensionProviderInvalid } from './extension-provider-invalid';
import { externalNameWithSelector } from './external-name-with-selector';
import { externalNameWithoutEntry } from './external-name-without-entry';
import { gracePeriodTooShort } from './grace-period-too-short';
import { headlessServiceWithoutPorts } from './headless-service-without-ports';
import { hostNetworkWithoutProxy } from './host-network-without-proxy';
import { imageAutoWithoutInjection } from './image-auto-without-injection';
import { indexedJobWithoutCompletions } from './indexed-job-without-completions';
import { ingressBackendNotFound } from './ingress-backend-not-found';
import { ingressRefused } from './ingress-refused';
import { injectAnnotationWithoutEffect } from './inject-annotation-without-effect';
import { injectionLabelMisplaced } from './injection-label-misplaced';
import { injectionLabelsConflict } from './injection-labels-conflict';
import { injectionValueUnknown } from './injection-value-unknown';
import { injectorsOverlap } from './injectors-overlap';
import { jobNeverEnds } from './job-never-ends';
import { jobRestartPolicy } from './job-restart-policy';
import { meshConfigInvalid } from './mesh-config-invalid';
import { meshNetworksInvalid } from './mesh-networks-invalid';
import { mountedVolumeNotFound } from './mounted-volume-not-found';
import { namespaceOutsideOfMesh } from './namespace-outside-of-mesh';
import { negativeCondition } from './negative-condition';
import { networkPolicyRefused } from './network-policy-refused';
import { podContradictsItself } from './pod-contradicts-itself';
import { podDnsRefused } from './pod-dns-refused';
import { podWithoutProxy } from './pod-without-proxy';
import { portProtocolUnknown } from './port-protocol-unknown';
import { proxyConfigAnnotationInvalid } from './proxy-config-annotation-invalid';
import { proxyPortTaken } from './proxy-port-taken';
import { removedKind } from './removed-kind';
import { resourceAmountRefused } from './resource-amount-refused';
import { resourceNameRefused } from './resource-name-refused';
import { roleRefused } from './role-refused';
import { rollingUpdateRefused } from './rolling-update-refused';
import { rolloutTakesAllPods } from './rollout-takes-all-pods';
import { runsAsProxyUser } from './runs-as-proxy-user';
import { secretRefused } from './secret-refused';
import { selectorMissesTemplate } from './selector-misses-template';
import { selectorsEqual } from './selectors-equal';
import { serviceHalfInMesh } from './service-half-in-mesh';
import { servicePortsRefused } from './service-ports-refused';
import { serviceSelectsNothing } from './service-selects-nothing';
import { serviceTypeConflict } from './service-type-conflict';
import { servicesDisagreeOnProtocol } from './services-disagree-on-protocol';
import { targetPortNotDeclared } from './target-port-not-declared';
import { volumeClaimRefused } from './volume-claim-refused';
import { waypointNotFound } from './waypoint-not-found';
import { webhookWithoutAddress } from './webhook-without-address';
import { Rule } from '../../rule';

export const WORKLOAD_RULES: readonly Rule[] = [
  ambientAndSidecar,
  annotationDeprecated,
  annotationMisplaced,
  annotationNewerThanIstio,
  annotationUnknown,
  annotationValueInvalid,
  autoscalerRefused,
  cronScheduleRefused,
  endpointsRefused,
  extensionProviderInvalid,
  externalNameWithSelector,
  externalNameWithoutEntry,
  gracePeriodTooShort,
  headlessServiceWithoutPorts,
  hostNetworkWithoutProxy,
  imageAutoWithoutInjection,
  indexedJobWithoutCompletions,
  ingressBackendNotFound,
  ingressRefused,
  injectAnnotationWithoutEffect,
  injectionLabelMisplaced,
  injectionLabelsConflict,
  injectionValueUnknown,
  injectorsOverlap,
  jobNeverEnds,
  jobRestartPolicy,
  meshConfigInvalid,
  meshNetworksInvalid,
  mountedVolumeNotFound,
  namespaceOutsideOfMesh,
  negativeCondition,
  networkPolicyRefused,
  podContradictsItself,
  podDnsRefused,
  podWithoutProxy,
  portProtocolUnknown,
  proxyConfigAnnotationInvalid,
  proxyPortTaken,
  removedKind,
  resourceAmountRefused,
  resourceNameRefused,
  roleRefused,
  rollingUpdateRefused,
  rolloutTakesAllPods,
  runsAsProxyUser,
  secretRefused,
  selectorMissesTemplate,
  selectorsEqual,
  serviceHalfInMesh,
  servicePortsRefused,
  serviceSelectsNothing,
  serviceTypeConflict,
  servicesDisagreeOnProtocol,
  targetPortNotDeclared,
  volumeClaimRefused,
  waypointNotFound,
  webhookWithoutAddress,
];

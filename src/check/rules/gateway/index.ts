// Written by `npx projen rules:index`.
import { gatewayApiNewerThanIstio } from './gateway-api-newer-than-istio';
import { gatewayApiTooOld } from './gateway-api-too-old';
import { gatewayCertificateTwice } from './gateway-certificate-twice';
import { gatewayCertificateUnusable } from './gateway-certificate-unusable';
import { gatewayClassMisspelt } from './gateway-class-misspelt';
import { gatewayHostMalformed } from './gateway-host-malformed';
import { gatewayHostTwice } from './gateway-host-twice';
import { gatewayNameMalformed } from './gateway-name-malformed';
import { gatewayPortInvalid } from './gateway-port-invalid';
import { gatewayPortNameTwice } from './gateway-port-name-twice';
import { gatewayPortNotInService } from './gateway-port-not-in-service';
import { gatewayProtocolUnknown } from './gateway-protocol-unknown';
import { gatewayProtocolsOfPort } from './gateway-protocols-of-port';
import { gatewayRedirectIgnored } from './gateway-redirect-ignored';
import { gatewaySecretMalformed } from './gateway-secret-malformed';
import { gatewaySecretNotFound } from './gateway-secret-not-found';
import { gatewaySelectorOfApp } from './gateway-selector-of-app';
import { gatewaySelectorWithoutPods } from './gateway-selector-without-pods';
import { gatewayServerNameTwice } from './gateway-server-name-twice';
import { gatewayTlsMissing } from './gateway-tls-missing';
import { gatewayTlsOnPlaintext } from './gateway-tls-on-plaintext';
import { gatewayWithoutServers } from './gateway-without-servers';
import { listenerCertificateNotGranted } from './listener-certificate-not-granted';
import { listenerWithoutTls } from './listener-without-tls';
import { listenersConflict } from './listeners-conflict';
import { referenceGrantGroupWrong } from './reference-grant-group-wrong';
import { routeBackendNotFound } from './route-backend-not-found';
import { routeBackendNotGranted } from './route-backend-not-granted';
import { routeBackendPortNotFound } from './route-backend-port-not-found';
import { routeHostnameNotOnListener } from './route-hostname-not-on-listener';
import { routeKindNotAllowed } from './route-kind-not-allowed';
import { routeListenerNotFound } from './route-listener-not-found';
import { routeNamespaceNotAllowed } from './route-namespace-not-allowed';
import { routeParentNotFound } from './route-parent-not-found';
import { routeWithoutParents } from './route-without-parents';
import { tlsCertificateMissing } from './tls-certificate-missing';
import { tlsCertificateSources } from './tls-certificate-sources';
import { tlsCertificateUnused } from './tls-certificate-unused';
import { tlsCipherSuiteIgnored } from './tls-cipher-suite-ignored';
import { tlsRevocationListUnused } from './tls-revocation-list-unused';
import { tlsVersionWithoutCiphers } from './tls-version-without-ciphers';
import { Rule } from '../../rule';

export const GATEWAY_RULES: readonly Rule[] = [
  gatewayApiNewerThanIstio,
  gatewayApiTooOld,
  gatewayCertificateTwice,
  gatewayCertificateUnusable,
  gatewayClassMisspelt,
  gatewayHostMalformed,
  gatewayHostTwice,
  gatewayNameMalformed,
  gatewayPortInvalid,
  gatewayPortNameTwice,
  gatewayPortNotInService,
  gatewayProtocolUnknown,
  gatewayProtocolsOfPort,
  gatewayRedirectIgnored,
  gatewaySecretMalformed,
  gatewaySecretNotFound,
  gatewaySelectorOfApp,
  gatewaySelectorWithoutPods,
  gatewayServerNameTwice,
  gatewayTlsMissing,
  gatewayTlsOnPlaintext,
  gatewayWithoutServers,
  listenerCertificateNotGranted,
  listenerWithoutTls,
  listenersConflict,
  referenceGrantGroupWrong,
  routeBackendNotFound,
  routeBackendNotGranted,
  routeBackendPortNotFound,
  routeHostnameNotOnListener,
  routeKindNotAllowed,
  routeListenerNotFound,
  routeNamespaceNotAllowed,
  routeParentNotFound,
  routeWithoutParents,
  tlsCertificateMissing,
  tlsCertificateSources,
  tlsCertificateUnused,
  tlsCipherSuiteIgnored,
  tlsRevocationListUnused,
  tlsVersionWithoutCiphers,
];

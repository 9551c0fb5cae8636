// Written by `npx projen rules:index`.
import { authoritySetTwice } from './authority-set-twice';
import { corsRefused } from './cors-refused';
import { delegateDelegates } from './delegate-delegates';
import { delegateForGateways } from './delegate-for-gateways';
import { delegateHasHosts } from './delegate-has-hosts';
import { delegateMatchConflict } from './delegate-match-conflict';
import { delegateNotFound } from './delegate-not-found';
import { deprecatedRouteField } from './deprecated-route-field';
import { destinationHostEmpty } from './destination-host-empty';
import { destinationHostNotExported } from './destination-host-not-exported';
import { destinationHostNotFound } from './destination-host-not-found';
import { destinationPortMissing } from './destination-port-missing';
import { destinationPortNotFound } from './destination-port-not-found';
import { destinationRefused } from './destination-refused';
import { destinationRepeated } from './destination-repeated';
import { directResponseRefused } from './direct-response-refused';
import { durationTooFine } from './duration-too-fine';
import { faultRefused } from './fault-refused';
import { faultWithoutEffect } from './fault-without-effect';
import { gatewayNameRefused } from './gateway-name-refused';
import { gatewayNamedTheOldWay } from './gateway-named-the-old-way';
import { gatewayNotFound } from './gateway-not-found';
import { gatewayRoutesOverlap } from './gateway-routes-overlap';
import { generatedGatewayNamed } from './generated-gateway-named';
import { headerNameRefused } from './header-name-refused';
import { headerValueRefused } from './header-value-refused';
import { hostHasTwoVirtualServices } from './host-has-two-virtual-services';
import { hostInTwoParts } from './host-in-two-parts';
import { hostMisspelt } from './host-misspelt';
import { hostNotAtGateway } from './host-not-at-gateway';
import { hostRepeated } from './host-repeated';
import { jwtClaimNotAtGateway } from './jwt-claim-not-at-gateway';
import { jwtClaimWithoutAuthentication } from './jwt-claim-without-authentication';
import { matchGatewayNotNamed } from './match-gateway-not-named';
import { matchNeverMet } from './match-never-met';
import { matchRefused } from './match-refused';
import { matchSourcesIgnored } from './match-sources-ignored';
import { matchTextEmpty } from './match-text-empty';
import { meshHostEverything } from './mesh-host-everything';
import { meshHostNotFound } from './mesh-host-not-found';
import { meshRoutesNotAtGateway } from './mesh-routes-not-at-gateway';
import { mirrorPercentageIgnored } from './mirror-percentage-ignored';
import { mirrorPercentageRefused } from './mirror-percentage-refused';
import { mirrorPercentageZero } from './mirror-percentage-zero';
import { mirrorsSaidTwice } from './mirrors-said-twice';
import { noRoutes } from './no-routes';
import { noWaypointForRoutes } from './no-waypoint-for-routes';
import { redirectRefused } from './redirect-refused';
import { regexRefused } from './regex-refused';
import { retriesBeyondTimeout } from './retries-beyond-timeout';
import { retriesWithoutAttempts } from './retries-without-attempts';
import { retryOnUnknown } from './retry-on-unknown';
import { rewriteRefused } from './rewrite-refused';
import { routeLeadsNowhere } from './route-leads-nowhere';
import { routeLeadsTwoWays } from './route-leads-two-ways';
import { routeNeverReached } from './route-never-reached';
import { routesOfAnotherProtocol } from './routes-of-another-protocol';
import { settingsWithoutDestination } from './settings-without-destination';
import { singleWeight } from './single-weight';
import { sniHostNotAmongHosts } from './sni-host-not-among-hosts';
import { subsetNotDefined } from './subset-not-defined';
import { weightNegative } from './weight-negative';
import { weightsAllZero } from './weights-all-zero';
import { Rule } from '../../rule';

export const VIRTUAL_SERVICE_RULES: readonly Rule[] = [
  authoritySetTwice,
  corsRefused,
  delegateDelegates,
  delegateForGateways,
  delegateHasHosts,
  delegateMatchConflict,
  delegateNotFound,
  deprecatedRouteField,
  destinationHostEmpty,
  destinationHostNotExported,
  destinationHostNotFound,
  destinationPortMissing,
  destinationPortNotFound,
  destinationRefused,
  destinationRepeated,
  directResponseRefused,
  durationTooFine,
  faultRefused,
  faultWithoutEffect,
  gatewayNameRefused,
  gatewayNamedTheOldWay,
  gatewayNotFound,
  gatewayRoutesOverlap,
  generatedGatewayNamed,
  headerNameRefused,
  headerValueRefused,
  hostHasTwoVirtualServices,
  hostInTwoParts,
  hostMisspelt,
  hostNotAtGateway,
  hostRepeated,
  jwtClaimNotAtGateway,
  jwtClaimWithoutAuthentication,
  matchGatewayNotNamed,
  matchNeverMet,
  matchRefused,
  matchSourcesIgnored,
  matchTextEmpty,
  meshHostEverything,
  meshHostNotFound,
  meshRoutesNotAtGateway,
  mirrorPercentageIgnored,
  mirrorPercentageRefused,
  mirrorPercentageZero,
  mirrorsSaidTwice,
  noRoutes,
  noWaypointForRoutes,
  redirectRefused,
  regexRefused,
  retriesBeyondTimeout,
  retriesWithoutAttempts,
  retryOnUnknown,
  rewriteRefused,
  routeLeadsNowhere,
  routeLeadsTwoWays,
  routeNeverReached,
  routesOfAnotherProtocol,
  settingsWithoutDestination,
  singleWeight,
  sniHostNotAmongHosts,
  subsetNotDefined,
  weightNegative,
  weightsAllZero,
];

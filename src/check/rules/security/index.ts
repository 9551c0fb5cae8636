// Written by `npx projen rules:index`.
import { allowPolicyAllowsNobody } from './allow-policy-allows-nobody';
import { ambientPolicyWithoutTarget } from './ambient-policy-without-target';
import { auditPolicyDoesNothing } from './audit-policy-does-nothing';
import { customPoliciesOfTwoProviders } from './custom-policies-of-two-providers';
import { customPolicyCondition } from './custom-policy-condition';
import { customPolicyProvider } from './custom-policy-provider';
import { defaultDenyShutsGateway } from './default-deny-shuts-gateway';
import { jwksFetchUnrestricted } from './jwks-fetch-unrestricted';
import { jwksHostNotReachable } from './jwks-host-not-reachable';
import { jwtKeysNotFound } from './jwt-keys-not-found';
import { jwtKeysNotReadable } from './jwt-keys-not-readable';
import { peerAuthenticationConflict } from './peer-authentication-conflict';
import { peerAuthenticationIgnoredInRoot } from './peer-authentication-ignored-in-root';
import { policyAccountNotFound } from './policy-account-not-found';
import { policyConditionUnknown } from './policy-condition-unknown';
import { policyDryRunNotBoolean } from './policy-dry-run-not-boolean';
import { policyHostNotFound } from './policy-host-not-found';
import { policyHttpAtTcpPort } from './policy-http-at-tcp-port';
import { policyMethodUnknown } from './policy-method-unknown';
import { policyNamespaceNotFound } from './policy-namespace-not-found';
import { policyNeedsMutualTls } from './policy-needs-mutual-tls';
import { policyNeverHolds } from './policy-never-holds';
import { policyPartEmpty } from './policy-part-empty';
import { policyPathNeverMatches } from './policy-path-never-matches';
import { policyPortOfService } from './policy-port-of-service';
import { policyPrincipalForm } from './policy-principal-form';
import { policyRuleCoversOthers } from './policy-rule-covers-others';
import { policySelectorAtWaypoint } from './policy-selector-at-waypoint';
import { policySelectorEmpty } from './policy-selector-empty';
import { policySelectsNothing } from './policy-selects-nothing';
import { policyTargetKind } from './policy-target-kind';
import { policyTargetNotFound } from './policy-target-not-found';
import { policyTargetWithoutWaypoint } from './policy-target-without-waypoint';
import { policyValueNotReadable } from './policy-value-not-readable';
import { policyWildcardInside } from './policy-wildcard-inside';
import { strictMutualTlsAtOpenPort } from './strict-mutual-tls-at-open-port';
import { tokenNeverChecked } from './token-never-checked';
import { tokenNotRequired } from './token-not-required';
import { Rule } from '../../rule';

export const SECURITY_RULES: readonly Rule[] = [
  allowPolicyAllowsNobody,
  ambientPolicyWithoutTarget,
  auditPolicyDoesNothing,
  customPoliciesOfTwoProviders,
  customPolicyCondition,
  customPolicyProvider,
  defaultDenyShutsGateway,
  jwksFetchUnrestricted,
  jwksHostNotReachable,
  jwtKeysNotFound,
  jwtKeysNotReadable,
  peerAuthenticationConflict,
  peerAuthenticationIgnoredInRoot,
  policyAccountNotFound,
  policyConditionUnknown,
  policyDryRunNotBoolean,
  policyHostNotFound,
  policyHttpAtTcpPort,
  policyMethodUnknown,
  policyNamespaceNotFound,
  policyNeedsMutualTls,
  policyNeverHolds,
  policyPartEmpty,
  policyPathNeverMatches,
  policyPortOfService,
  policyPrincipalForm,
  policyRuleCoversOthers,
  policySelectorAtWaypoint,
  policySelectorEmpty,
  policySelectsNothing,
  policyTargetKind,
  policyTargetNotFound,
  policyTargetWithoutWaypoint,
  policyValueNotReadable,
  policyWildcardInside,
  strictMutualTlsAtOpenPort,
  tokenNeverChecked,
  tokenNotRequired,
];

// Written by `npx projen rules:index`.
import { allPodsMayBeEjected } from './all-pods-may-be-ejected';
import { clientMtlsNotTaken } from './client-mtls-not-taken';
import { clientTlsContradictsItself } from './client-tls-contradicts-itself';
import { clientTlsRefusedByStrictMtls } from './client-tls-refused-by-strict-mtls';
import { connectionPoolRefused } from './connection-pool-refused';
import { consistentHashRefused } from './consistent-hash-refused';
import { deprecatedPolicyField } from './deprecated-policy-field';
import { destinationRuleHostNotFound } from './destination-rule-host-not-found';
import { destinationRuleNameRefused } from './destination-rule-name-refused';
import { destinationRulesForOneHost } from './destination-rules-for-one-host';
import { emptyTrafficPolicy } from './empty-traffic-policy';
import { exportToContradictsItself } from './export-to-contradicts-itself';
import { exportToNamespaceNotFound } from './export-to-namespace-not-found';
import { failoverWithoutOutlierDetection } from './failover-without-outlier-detection';
import { localitySettingsRefused } from './locality-settings-refused';
import { maglevTableSize } from './maglev-table-size';
import { mtlsOutsideTheMesh } from './mtls-outside-the-mesh';
import { outlierDetectionRefused } from './outlier-detection-refused';
import { policyDurationRefused } from './policy-duration-refused';
import { portSettingsDropPolicy } from './port-settings-drop-policy';
import { portSettingsForUnknownPort } from './port-settings-for-unknown-port';
import { portSettingsTwice } from './port-settings-twice';
import { portSettingsWithoutPort } from './port-settings-without-port';
import { retryBudgetRefused } from './retry-budget-refused';
import { specificRuleDropsTls } from './specific-rule-drops-tls';
import { strictMtlsWithoutClientTls } from './strict-mtls-without-client-tls';
import { subsetDefinedTwice } from './subset-defined-twice';
import { subsetPolicyUnused } from './subset-policy-unused';
import { subsetWithoutLabels } from './subset-without-labels';
import { subsetWithoutPods } from './subset-without-pods';
import { tlsCredentialIgnoredBySidecars } from './tls-credential-ignored-by-sidecars';
import { tlsServerNotVerified } from './tls-server-not-verified';
import { tunnelRefused } from './tunnel-refused';
import { warmupRefused } from './warmup-refused';
import { Rule } from '../../rule';

export const DESTINATION_RULE_RULES: readonly Rule[] = [
  allPodsMayBeEjected,
  clientMtlsNotTaken,
  clientTlsContradictsItself,
  clientTlsRefusedByStrictMtls,
  connectionPoolRefused,
  consistentHashRefused,
  deprecatedPolicyField,
  destinationRuleHostNotFound,
  destinationRuleNameRefused,
  destinationRulesForOneHost,
  emptyTrafficPolicy,
  exportToContradictsItself,
  exportToNamespaceNotFound,
  failoverWithoutOutlierDetection,
  localitySettingsRefused,
  maglevTableSize,
  mtlsOutsideTheMesh,
  outlierDetectionRefused,
  policyDurationRefused,
  portSettingsDropPolicy,
  portSettingsForUnknownPort,
  portSettingsTwice,
  portSettingsWithoutPort,
  retryBudgetRefused,
  specificRuleDropsTls,
  strictMtlsWithoutClientTls,
  subsetDefinedTwice,
  subsetPolicyUnused,
  subsetWithoutLabels,
  subsetWithoutPods,
  tlsCredentialIgnoredBySidecars,
  tlsServerNotVerified,
  tunnelRefused,
  warmupRefused,
];

import { ACKNOWLEDGEMENT_RULES } from './acknowledgement';
import { DESTINATION_RULE_RULES } from './destination-rule';
import { GATEWAY_RULES } from './gateway';
import { METADATA_RULES } from './metadata';
import { SCHEMA_RULES } from './schema';
import { SECURITY_RULES } from './security';
import { SERVICE_ENTRY_RULES } from './service-entry';
import { SIDECAR_RULES } from './sidecar';
import { TELEMETRY_RULES } from './telemetry';
import { VIRTUAL_SERVICE_RULES } from './virtual-service';
import { WORKLOAD_RULES } from './workload';
import { Rule } from '../rule';

/** All rules, in the order in which they are documented. */
export const RULES: readonly Rule[] = [
  ...SCHEMA_RULES,
  ...METADATA_RULES,
  ...VIRTUAL_SERVICE_RULES,
  ...DESTINATION_RULE_RULES,
  ...SERVICE_ENTRY_RULES,
  ...GATEWAY_RULES,
  ...SIDECAR_RULES,
  ...SECURITY_RULES,
  ...TELEMETRY_RULES,
  ...WORKLOAD_RULES,
  ...ACKNOWLEDGEMENT_RULES,
];

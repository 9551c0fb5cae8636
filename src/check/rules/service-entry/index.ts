// Written by `npx projen rules:index`.
import { dynamicDnsRefused } from './dynamic-dns-refused';
import { dynamicDnsWithoutWaypoint } from './dynamic-dns-without-waypoint';
import { endpointAddressRefused } from './endpoint-address-refused';
import { endpointPortNotDefined } from './endpoint-port-not-defined';
import { machineAccountNotFound } from './machine-account-not-found';
import { manyHostsOnTcpPort } from './many-hosts-on-tcp-port';
import { serviceEntriesShareAddress } from './service-entries-share-address';
import { serviceEntryForService } from './service-entry-for-service';
import { serviceEntryNameRefused } from './service-entry-name-refused';
import { serviceEntryOverlap } from './service-entry-overlap';
import { serviceEntryProtocolConflict } from './service-entry-protocol-conflict';
import { serviceEntrySelectsNothing } from './service-entry-selects-nothing';
import { serviceEntryWithoutEndpoints } from './service-entry-without-endpoints';
import { tcpPortWithoutAddresses } from './tcp-port-without-addresses';
import { wildcardHostWithDns } from './wildcard-host-with-dns';
import { workloadEntryUnused } from './workload-entry-unused';
import { workloadGroupProbeRefused } from './workload-group-probe-refused';
import { workloadGroupsWithSameLabels } from './workload-groups-with-same-labels';
import { Rule } from '../../rule';

export const SERVICE_ENTRY_RULES: readonly Rule[] = [
  dynamicDnsRefused,
  dynamicDnsWithoutWaypoint,
  endpointAddressRefused,
  endpointPortNotDefined,
  machineAccountNotFound,
  manyHostsOnTcpPort,
  serviceEntriesShareAddress,
  serviceEntryForService,
  serviceEntryNameRefused,
  serviceEntryOverlap,
  serviceEntryProtocolConflict,
  serviceEntrySelectsNothing,
  serviceEntryWithoutEndpoints,
  tcpPortWithoutAddresses,
  wildcardHostWithDns,
  workloadEntryUnused,
  workloadGroupProbeRefused,
  workloadGroupsWithSameLabels,
];

import type { ServiceVersion } from './service-version';
import { show } from '../core/errors';
import { MeshSettings } from '../core/mesh-settings';
import { IMeshWorkload } from '../core/mesh-workload';
import { principalOf } from '../core/principal';
import { warn } from '../core/warnings';

/** The identities of versions' pods; undefined where one is not known. */
export function identitiesOfVersions(service: IMeshWorkload, versions: readonly ServiceVersion[]): readonly string[] | undefined {
  const accounts = versions.map(({ _workload }) => _workload.serviceAccountName);
  return accounts.includes(undefined) ? undefined : [...new Set(accounts.map(account => principalOf(service, service.namespace, account!)))];
}

/** Why pods of versions have no proxy; undefined where they have one, as far as is known. */
export function whyOutside(service: IMeshWorkload, versions: readonly ServiceVersion[]): string | undefined {
  if (MeshSettings.of(service)._injects(service.namespace) === false) {
    return `namespace ${show(service.namespace)} injects no proxies`;
  }
  const version = versions.find(({ _workload }) => _workload.withoutProxy);
  return version && `the pods of version ${show(version.versionName)} ask for no proxy`;
}

/** The mesh knows workloads by their accounts: those that share one cannot be told apart by any policy. */
export function nameSharedAccounts(service: IMeshWorkload, versions: readonly ServiceVersion[]): void {
  for (const account of new Set(versions.map(version => version._workload.serviceAccountName))) {
    const sharers = account === undefined ? [] : MeshSettings.of(service)._sharersOf(principalOf(service, service.namespace, account));
    if (sharers.length > 1 && sharers[0] === service) {
      warn(service, `${sharers.map(one => `'${one.node.path}'`).join(', ')} run as one service account, '${account}': the mesh cannot tell them apart; give each a service account of its own`);
    }
  }
}

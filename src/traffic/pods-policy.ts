import { Construct } from 'constructs';
import { OutlierDetection } from './outlier-detection';
import { fail } from '../core/errors';
import { Json } from '../core/mesh-object';
import { IRoutedHost } from '../service/i-routed-host';
import { ServiceVersion } from '../service/service-version';

/** Pods of which something is said: all of a service, or those of one version. */
export interface PolicyPods {
  readonly service: IRoutedHost;
  readonly version?: string;
}

/** Checks that one of the two is given. */
export function podsOf(scope: Construct, { service, version }: { readonly service?: IRoutedHost; readonly version?: ServiceVersion }): PolicyPods {
  if ((service === undefined) === (version === undefined)) {
    fail(scope, `has ${version ? 'both service and version' : 'neither service nor version'}: give one of them`);
  }
  return { service: service ?? version!._service, version: version?.versionName };
}

/** Says how callers treat the pods; whether what is ejected leaves enough of them is checked when all are known. */
export function sayOfPods(scope: Construct, { service, version }: PolicyPods, fields: Json, ejection?: OutlierDetection): void {
  service._addTrafficPolicy({ owner: scope, version, fields });
  if (ejection) {
    scope.node.addValidation({ validate: () => ejection._problems(service._replicas(version)) });
  }
}

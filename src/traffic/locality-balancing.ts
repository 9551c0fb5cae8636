import { Construct } from 'constructs';
import { Locality } from './locality';
import { fail } from '../core/errors';
import { IRoutedService } from '../service/i-routed-service';
import { ServiceVersion } from '../service/service-version';

/**
 * Which pods of a service a caller prefers by where they are.
 */
export interface LocalityBalancingProps {
  /**
   * The service whose pods are meant. Either this or `version`.
   *
   * @default - `version` says it
   */
  readonly service?: IRoutedService;

  /**
   * The version whose pods are meant.
   *
   * @default - all versions of `service`
   */
  readonly version?: ServiceVersion;

  /**
   * Which pods come first, and what happens when these fail.
   */
  readonly locality: Locality;
}

/**
 * Keeps requests near their callers and lets them go elsewhere when pods fail, or shares them out over regions and zones. Written into the service's
 * DestinationRule (`trafficPolicy.loadBalancer.localityLbSetting` and `outlierDetection`).
 */
export class LocalityBalancing extends Construct {
  constructor(scope: Construct, id: string, props: LocalityBalancingProps) {
    super(scope, id);
    const { version, locality } = props;
    if ((props.service === undefined) === (version === undefined)) {
      fail(this, `has ${version ? 'both service and version' : 'neither service nor version'}: give one of them`);
    }
    const service = props.service ?? version!._service;
    service._addTrafficPolicy({ owner: this, version: version?.versionName, fields: locality._toJson(this) });
    if (locality._ejection) {
      const ejection = locality._ejection;
      this.node.addValidation({ validate: () => ejection._problems(service._replicas(version?.versionName)) });
    }
  }
}

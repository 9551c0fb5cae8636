import { Construct } from 'constructs';
import { Locality } from './locality';
import { podsOf, sayOfPods } from './pods-policy';
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
    const { locality } = props;
    sayOfPods(this, podsOf(this, props), locality._toJson(this), locality._ejection);
  }
}

import { Construct } from 'constructs';
import { ConnectionLimits } from './connection-limits';
import { OutlierDetection } from './outlier-detection';
import { fail } from '../core/errors';
import { IRoutedService } from '../service/i-routed-service';
import { trafficOf } from '../service/port';
import { ServiceVersion } from '../service/service-version';

/**
 * What callers of a service do when it cannot keep up or some of its pods fail.
 */
export interface CircuitBreakerProps {
  /**
   * The service whose callers are meant. Either this or `version`.
   *
   * @default - `version` says it
   */
  readonly service?: IRoutedService;

  /**
   * The version whose callers are meant. What is said of the service holds for it too, where this says nothing else.
   *
   * @default - all versions of `service`
   */
  readonly version?: ServiceVersion;

  /**
   * How much a caller asks at once (`trafficPolicy.connectionPool`).
   *
   * @default - no limits
   */
  readonly limits?: ConnectionLimits;

  /**
   * Which pods a caller leaves alone for a while (`trafficPolicy.outlierDetection`).
   *
   * @default - none
   */
  readonly ejection?: OutlierDetection;
}

/**
 * Keeps a service that is slow or broken from taking its callers with it: calls beyond a limit fail at once instead of waiting, and
 * pods that fail are left alone for a while.
 *
 * It is the callers' proxies that act, each on what it sees itself. Written into the service's DestinationRule.
 */
export class CircuitBreaker extends Construct {
  constructor(scope: Construct, id: string, props: CircuitBreakerProps) {
    super(scope, id);
    const { version, limits, ejection } = props;
    if ((props.service === undefined) === (version === undefined)) {
      fail(this, `has ${version ? 'both service and version' : 'neither service nor version'}: give one of them`);
    }
    const service = props.service ?? version!._service;
    if (!limits && !ejection) {
      fail(this, 'says nothing: give limits, ejection or both');
    }
    const speaksHttp = service._ports.some(({ protocol }) => trafficOf(protocol) === 'http');
    const fields = { ...limits?._toJson(this, speaksHttp), ...ejection?._toJson(this) };
    service._addTrafficPolicy({ owner: this, version: version?.versionName, fields });
    if (ejection) {
      this.node.addValidation({ validate: () => ejection._problems(service._replicas(version?.versionName)) });
    }
  }
}

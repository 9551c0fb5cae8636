import { Duration } from 'cdk8s';
import { Construct } from 'constructs';
import { CorsPolicy, corsJson } from './cors-policy';
import { HeaderChanges, headerEdits } from './header-changes';
import { Retries, retriesJson } from './retries';
import { istioDuration } from '../core/values';
import { RouteSettings } from '../routing/settings';
import { IRoutedHost } from '../service/i-routed-host';
import { speakGrpcAlone } from '../service/port';

/**
 * What holds for the requests of a route, whoever gets them.
 */
export interface RouteSettingsProps {
  /**
   * How long a request may take, retries included (`timeout`). Whole milliseconds.
   *
   * @default - no limit
   */
  readonly timeout?: Duration;

  /**
   * When a failed request is tried again (`retries`).
   *
   * @default - Istio's: twice after 'connect-failure', 'refused-stream', 'unavailable' and 'cancelled', whatever the method
   */
  readonly retries?: Retries;

  /**
   * Changes to the headers of the request (`headers.request`).
   *
   * @default - none
   */
  readonly requestHeaders?: HeaderChanges;

  /**
   * Changes to the headers of the response (`headers.response`).
   *
   * @default - none
   */
  readonly responseHeaders?: HeaderChanges;

  /**
   * Which pages of other origins may read the answers in a browser (`corsPolicy`).
   *
   * @default - none of other origins
   */
  readonly cors?: CorsPolicy;
}

/** Checks the settings for requests to some or all ports of a service and writes them in Istio's words; undefined when there are none. */
export function routeSettings(
  scope: Construct, props: RouteSettingsProps, service: Pick<IRoutedHost, '_ports'>, ports?: readonly number[],
): RouteSettings | undefined {
  const asked = service._ports.filter(({ port }) => ports?.includes(port) ?? true);
  const settings: RouteSettings = {
    timeout: props.timeout && istioDuration(scope, 'timeout', props.timeout),
    retries: props.retries && retriesJson(scope, props.retries, props.timeout, speakGrpcAlone(asked)),
    requestHeaders: props.requestHeaders && headerEdits(scope, 'requestHeaders', props.requestHeaders),
    responseHeaders: props.responseHeaders && headerEdits(scope, 'responseHeaders', props.responseHeaders),
    corsPolicy: props.cors && corsJson(scope, props.cors),
  };
  return Object.values(settings).some(value => value !== undefined) ? settings : undefined;
}

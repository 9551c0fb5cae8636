import { Construct } from 'constructs';
import { layOver } from './request-policy';
import { httpPortOf } from './route-action';
import { noteRoute } from '../core/call-graph';
import { fail, show } from '../core/errors';
import { percentJson } from '../core/values';
import { RouteMatch } from '../routing/route-match';
import { IMeshService } from '../service/i-mesh-service';
import { IRoutedHost } from '../service/i-routed-host';
import { ServiceVersion } from '../service/service-version';

/**
 * Who gets copies of which requests.
 */
export interface TrafficMirrorProps {
  /**
   * The service whose requests are copied.
   */
  readonly service: IRoutedHost;

  /**
   * The version that gets the copies, of this service or another. Either this or `toService`.
   *
   * @default - `toService` says it
   */
  readonly toVersion?: ServiceVersion;

  /**
   * The other service that gets the copies. Its own routes do not apply to them: of a service with several versions, name one by `toVersion`.
   *
   * @default - `toVersion` says it
   */
  readonly toService?: IMeshService;

  /**
   * The port of the other service.
   *
   * @default - its first that speaks HTTP; the one that was asked, for a version of the service itself
   */
  readonly port?: number;

  /**
   * The share of the requests that are copied, in percent (`mirrors.percentage`): 0, or from 0.0001 to 100.
   *
   * @default 100
   */
  readonly percent?: number;

  /**
   * Which requests: those that meet one of the matches (`match`).
   *
   * @default - all
   */
  readonly match?: RouteMatch[];

  /**
   * The mirror's place where another copies overlapping requests to the same destination and neither match is the more specific: the lower wins.
   *
   * @default 0
   */
  readonly order?: number;

  /**
   * The ports of the service whose requests are copied.
   *
   * @default - all that speak HTTP
   */
  readonly ports?: number[];
}

/**
 * Sends copies of a service's requests to a version or another service too, to see it under real traffic before it answers anybody. Callers never get an answer of a
 * copy, wait for one, or notice when it fails.
 *
 * Nothing tells a copy from the request itself. What it does is done twice: mirror what writes only to what writes elsewhere.
 */
export class TrafficMirror extends Construct {
  constructor(scope: Construct, id: string, props: TrafficMirrorProps) {
    super(scope, id);
    const { service, toVersion, toService } = props;
    if ((toVersion === undefined) === (toService === undefined)) {
      fail(this, `has ${toVersion ? 'both toVersion and toService' : 'neither toVersion nor toService'}: give one of them`);
    }
    if (toVersion?.retiring) {
      fail(this, `copies to version ${show(toVersion.versionName)} of '${toVersion.service.node.path}', which is retiring: use a version that stays`);
    }
    if (toService?.host === service.host) {
      fail(this, `copies requests of '${toService.node.path}' to itself: name the version that gets them by toVersion`);
    }
    if (toService) {
      this.node.addValidation({ validate: () => severalVersions(toService) });
    }
    const target = toService ?? toVersion!.service;
    const itself = target.host === service.host;
    const ownPort = itself && props.port === undefined;
    const port = ownPort ? undefined : httpPortOf(this, target, props.port);
    if (!itself) {
      noteRoute(service, target, port ?? target._ports[0].port);
    }
    const percentage = percentJson(this, 'percent', props.percent ?? 100);
    layOver(this, props, { mirrors: [{ host: target.host, subset: toVersion?.versionName, port, ownPort, percentage }] });
  }
}

function severalVersions({ _knownVersions: versions, node }: IMeshService): string[] {
  const names = versions.map(one => one.versionName);
  return names.length < 2 ? [] : [`copies to '${node.path}', which has versions ${names.map(show).join(', ')}, and its routes do not apply to copies: name one by toVersion`];
}

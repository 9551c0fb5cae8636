import { Construct } from 'constructs';
import { IMeshGateway } from './i-mesh-gateway';
import { noteExposure, noteRoute } from '../core/call-graph';
import { fail } from '../core/errors';
import { Action } from '../routing/contribution';
import { targetOf } from '../service/action-target';
import { IRoutedService } from '../service/i-routed-service';
import { trafficOf } from '../service/port';
import { ServiceVersion } from '../service/service-version';
import { RouteAction } from '../traffic/route-action';

/**
 * What is taken out of traffic: one of a service, a version, and hosts of a gateway.
 */
export interface SuspendProps {
  /**
   * The service that is taken out, in the mesh and at every gateway.
   *
   * @default - `version` or `gateway` says what is
   */
  readonly service?: IRoutedService;

  /**
   * The version that is taken out. Where a route shares requests out over several versions, the others take its share.
   *
   * @default - `service` or `gateway` says what is
   */
  readonly version?: ServiceVersion;

  /**
   * The gateway some hosts of which are taken out.
   *
   * @default - `service` or `version` says what is
   */
  readonly gateway?: IMeshGateway;

  /**
   * The public hosts of `gateway`.
   *
   * @default - all that the gateway has
   */
  readonly hosts?: string[];

  /**
   * Whether it is taken out. Back in traffic is this one word: the same objects are written either way, so that nothing has to be deleted.
   *
   * @default true
   */
  readonly suspended?: boolean;

  /**
   * What happens to the requests: an answer, a redirect, another version or another service.
   *
   * @default - they are answered with status 503 and a text that says what is suspended
   */
  readonly instead?: RouteAction;
}

/**
 * Takes a service, a version or hosts of a gateway out of traffic, whatever routes lead there: it goes before every canary, match and held cookie. Only routes
 * change in the output.
 *
 * A version's share of a split goes to the other versions of that split. Requests that it gets alone (a match, a tenant of a shard, all of a service with one
 * version) are answered as `instead` says: whether another version can stand in for it there, nobody else knows.
 */
export class Suspend extends Construct {
  constructor(scope: Construct, id: string, props: SuspendProps) {
    super(scope, id);
    const { service, version, gateway, hosts } = props;
    const given = Object.entries({ service, version, gateway }).filter(([, value]) => value !== undefined).map(([name]) => name);
    if (given.length !== 1) {
      fail(this, `suspends ${given.length === 0 ? 'nothing' : given.join(' and ')}: give one of service, version and gateway`);
    }
    if (hosts && !gateway) {
      fail(this, `has hosts and no gateway: say whose they are, or leave them out for the ${given[0]}`);
    }
    if (gateway) {
      this.suspendHosts(gateway, props);
    } else {
      this.suspendRoutes(service ?? version!._service, props);
    }
  }

  private suspendHosts(gateway: IMeshGateway, { hosts = gateway.hosts, suspended = true, instead }: SuspendProps): void {
    if (hosts.length === 0) {
      fail(this, 'suspends no host: name at least one, or leave hosts out for all');
    }
    for (const host of hosts) {
      const action = (instead ?? answer(host))._action(this);
      const target = targetOf(action);
      if (target) {
        noteExposure({ owner: this, pods: gateway._pods, ports: [target.port] }, target.service);
      }
      gateway._suspend(this, host, suspended ? { owner: this, name: this.node.id, instead: action } : undefined);
    }
  }

  private suspendRoutes(service: IRoutedService, { version, suspended = true, instead }: SuspendProps): void {
    if (version?.retiring) {
      fail(this, `suspends version '${version.versionName}', which is retiring and gets no requests: remove it`);
    }
    const what = version ? `${service.serviceName} ${version.versionName}` : service.serviceName;
    const action = (instead ?? answer(what))._action(this, service);
    this.checkAnswered(service, action);
    // Before it is asked for, so that whoever stands in admits the callers already.
    const target = targetOf(action);
    if (target) {
      noteRoute(service, target.service, target.port);
    }
    service._suspend(suspended ? { owner: this, name: this.node.id, subset: version?.versionName, instead: action, unsaid: !instead } : undefined);
  }

  /** A connection cannot be answered: without a route it would go to the pods. */
  private checkAnswered(service: IRoutedService, action: Action): void {
    const silent = service._ports.filter(({ protocol }) => trafficOf(protocol) !== 'http');
    if (silent.length > 0 && (action.kind !== 'split' || silent.some(({ protocol }) => trafficOf(protocol) === 'udp'))) {
      const spoken = silent.map(({ port, protocol }) => `${port} (${protocol})`).join(', ');
      fail(this, `suspends what port ${spoken} carries too, where no proxy can answer: say another version in instead (RouteAction.toVersion) for TCP and TLS, or take the pods away (replicas: 0)`);
    }
  }
}

function answer(what: string): RouteAction {
  return RouteAction.respond(503, `${what} is suspended\n`);
}

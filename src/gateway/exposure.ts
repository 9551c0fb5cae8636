import { Construct } from 'constructs';
import { fail, show } from '../core/errors';
import { asks, Conjunction, isSourceKey } from '../routing/conjunction';
import { Action } from '../routing/contribution';
import { product } from '../routing/layering';
import { conjunctionsOf, RouteMatch } from '../routing/route-match';
import { RouteSettings } from '../routing/settings';
import { IMeshService } from '../service/i-mesh-service';
import { httpPortOf } from '../traffic/route-action';
import { routeSettings, RouteSettingsProps } from '../traffic/route-settings';

/**
 * Under which hosts and paths a gateway exposes a service.
 */
export interface ExposeProps extends RouteSettingsProps {
  /**
   * The public hosts.
   *
   * @default - all of the gateway
   */
  readonly hosts?: string[];

  /**
   * The paths: each takes the path itself and all below it, '/login' takes '/login' and '/login/form', not '/loginform'.
   *
   * @default - all
   */
  readonly paths?: string[];

  /**
   * Which requests besides: those that meet one of the matches.
   *
   * @default - all
   */
  readonly match?: RouteMatch[];

  /**
   * Whether the service sees paths without the one prefix that `paths` names: under '/shop' the service's '/cart' is '/shop/cart' outside.
   *
   * @default false
   */
  readonly stripPrefix?: boolean;

  /**
   * The port of the service.
   *
   * @default - its first HTTP port; its first TLS port where TLS passes through
   */
  readonly port?: number;

  /**
   * The place where paths or matches overlap another's and neither is the more specific: the lower goes first.
   *
   * @default 0
   */
  readonly order?: number;
}

/** One service behind a gateway; a construct, so that an error can name it. */
export class Exposure extends Construct {
  constructor(scope: Construct, public readonly service: IMeshService, public readonly hosts: readonly string[]) {
    super(scope, freeId(scope, service.serviceName));
  }
}

/** An id that no child has yet: the given one, or with a number. */
export function freeId(scope: Construct, id: string): string {
  const counts = idCounts.get(scope) ?? new Map<string, number>();
  idCounts.set(scope, counts);
  for (let count = (counts.get(id) ?? 0) + 1; ; count++) {
    const candidate = count === 1 ? id : `${id}-${count}`;
    if (!scope.node.tryFindChild(candidate)) {
      counts.set(id, count);
      return candidate;
    }
  }
}

/** Where the last search ended: a gateway may expose one service thousands of times. */
const idCounts = new WeakMap<Construct, Map<string, number>>();

/** The requests that an exposure takes. */
export function exposureMatch(scope: Construct, props: ExposeProps): Conjunction[] {
  const paths = conjunctionsOf(scope, props.paths?.map(path => RouteMatch.path().under(path)));
  const match = product(paths, conjunctionsOf(scope, props.match));
  if (match.length === 0) {
    fail(scope, `takes no request: its match excludes its paths ${show(props.paths)}; remove one of them`);
  }
  if (match.every(one => asks(one, isSourceKey))) {
    fail(scope, 'takes no request: its match asks for the calling workload, and who calls a gateway is none; ask for something else');
  }
  return match;
}

/** What an exposure does to requests beside choosing the service. */
export function exposureSettings(scope: Exposure, props: ExposeProps): RouteSettings {
  const settings = routeSettings(scope, props, scope.service, props.port === undefined ? undefined : [props.port]);
  return { ...settings, ...(props.stripPrefix ? strippedPrefix(scope, props) : {}) };
}

/** The requests go on by the service's own table. */
export function exposureAction(exposure: Exposure, port: number | undefined): Action {
  return { kind: 'service', table: exposure.service._routes, port: httpPortOf(exposure, exposure.service, port) };
}

/** Takes the one prefix away: what 'under /shop' matched is '/' to the service. */
function strippedPrefix(scope: Construct, props: ExposeProps): RouteSettings {
  const [prefix, ...more] = props.paths ?? [];
  if (prefix === undefined || more.length > 0 || prefix.replace(/\/+$/, '') === '') {
    fail(scope, `strips a prefix and has paths ${show(props.paths ?? [])}: give just one path other than '/', or expose each on its own`);
  }
  return { rewrite: { uri: '/' } };
}

import { Construct } from 'constructs';
import { fail, show } from '../core/errors';
import { asks, Conjunction, isSourceKey } from '../routing/conjunction';
import { product } from '../routing/layering';
import { conjunctionsOf, RouteMatch } from '../routing/route-match';
import { RouteSettings } from '../routing/settings';
import { IMeshService } from '../service/i-mesh-service';
import { RouteSettingsProps } from '../traffic/route-settings';

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
  constructor(gateway: Construct, public readonly service: IMeshService, public readonly hosts: readonly string[]) {
    super(gateway, freeId(gateway, service.serviceName));
  }
}

function freeId(scope: Construct, id: string): string {
  for (let count = 1; ; count++) {
    const candidate = count === 1 ? id : `${id}-${count}`;
    if (!scope.node.tryFindChild(candidate)) {
      return candidate;
    }
  }
}

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

/** Takes the one prefix away: what 'under /shop' matched is '/' to the service. */
export function strippedPrefix(scope: Construct, props: ExposeProps): RouteSettings {
  const [prefix, ...more] = props.paths ?? [];
  if (prefix === undefined || more.length > 0 || prefix.replace(/\/+$/, '') === '') {
    fail(scope, `strips a prefix and has paths ${show(props.paths ?? [])}: give just one path other than '/', or expose each on its own`);
  }
  return { rewrite: { uri: '/' } };
}

import { RouteMatch } from '../routing/route-match';

/**
 * How testers reach the idle colour of a blue/green service, through the same host as everybody.
 */
export class Preview {
  /**
   * Requests with a header.
   *
   * @param name the header's name
   * @param value the header's value; any value when not given
   */
  public static header(name: string, value?: string): Preview {
    const header = RouteMatch.header(name);
    return new Preview(value === undefined ? header.present() : header.exact(value));
  }

  /**
   * Requests with a cookie.
   *
   * @param name the cookie's name
   * @param value the cookie's value; any value when not given
   */
  public static cookie(name: string, value?: string): Preview {
    const cookie = RouteMatch.cookie(name);
    return new Preview(value === undefined ? cookie.regex('[^;]*') : cookie.exact(value));
  }

  /**
   * Requests that come in through a gateway under a public host of their own, for example 'preview.shop.example.com'. The gateway
   * must serve that host and expose the service there.
   *
   * @param host the public host
   */
  public static host(host: string): Preview {
    return new Preview(RouteMatch._edgeHost(host), host);
  }

  /**
   * Requests that match; for what the other ways do not say.
   *
   * @param match what the request must look like
   */
  public static match(match: RouteMatch): Preview {
    return new Preview(match);
  }

  private constructor(
    /** @internal */
    public readonly _match: RouteMatch,
    /** @internal the public host of the idle colour, which a gateway must serve */
    public readonly _host?: string,
  ) {}
}


import { Duration } from 'cdk8s';
import { StickyCookie } from '../../src';
import { handOut } from '../../src/traffic/sticky-cookie';
import { shop } from '../support/shop';

describe('a sticky cookie', () => {
  test('is named after the construct, for the whole host, until the browser is closed', () => {
    expect(handOut(shop().service, {}, 'v1')).toEqual({ response: { add: { 'set-cookie': 'cart=v1; Path=/; HttpOnly; SameSite=Lax' } } });
  });

  test.each<[StickyCookie, string]>([
    [{ path: 'shop' }, "sticky.path 'shop' is no path of a cookie: begin with '/' and use no ';' and no '%'"],
    [{ path: '/; Secure' }, "sticky.path '/; Secure' is no path of a cookie"],
    [{ ttl: Duration.millis(1500) }, 'sticky.ttl of 1.5 s is not allowed: use whole seconds of at least 1'],
    [{ name: 'a%b' }, "sticky.name 'a%b' is no name of a cookie"],
  ])('fails for %j', (cookie, message) => {
    expect(() => handOut(shop().service, cookie, 'v1')).toThrow(`[shop/cart] ${message}`);
  });
});

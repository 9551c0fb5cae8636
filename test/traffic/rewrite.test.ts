import { Rewrite, RouteAction, RouteMatch, ServiceRoute } from '../../src';
import { httpOf, shop } from '../support/shop';

describe('a rewrite', () => {
  const rewritten = (rewrite: Rewrite) => {
    const { chart, service, versions: [v1] } = shop();
    new ServiceRoute(chart, 'route', { service, match: [RouteMatch.path().exact('/a')], rewrite, action: RouteAction.toVersion(v1) });
    return httpOf(chart)[0].rewrite;
  };

  test('changes path, authority or both', () => {
    expect(rewritten({ path: '/b' })).toEqual({ uri: '/b' });
    expect(rewritten({ authority: 'b.example.com' })).toEqual({ authority: 'b.example.com' });
    expect(rewritten({ path: '/b', authority: 'b.example.com' })).toEqual({ uri: '/b', authority: 'b.example.com' });
  });

  test('fails for nothing, and for a path without slash', () => {
    expect(() => rewritten({})).toThrow('[shop/route] rewrite says nothing: give path, authority or both');
    expect(() => rewritten({ path: 'b' })).toThrow("[shop/route] rewrite.path 'b' does not begin with '/': every request's path does");
  });
});

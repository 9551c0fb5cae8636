import { isDeepStrictEqual } from 'node:util';
import { App, Chart, Duration } from 'cdk8s';
import * as fc from 'fast-check';
import { MeshGateway, MeshService, RouteAction, RoutePolicy, ServiceRoute } from '../../src';
import { ALL_REQUESTS, askedBy, meetsAsked, routeMatches } from '../support/asked';
import { Request, shares, takenRoute } from '../support/evaluate';
import { holdsWherever, isWrong, Place, Rule, strongest } from '../support/reference';
import { checkManifest, Manifest } from '../support/schema';

const PLACES: readonly Place[] = ['mesh', 'edge'];
const FROM = ['one', 'two', 'edge'] as const;

/** Random rules. Half of the time the ones for fewer requests go first, so that none is in vain. */
function rules(prefix: string, options: { regex?: boolean; absent?: boolean; max: number }): fc.Arbitrary<Rule[]> {
  const asked = fc.array(askedBy({ ...options, from: FROM }), { minLength: 1, maxLength: 2 });
  const rule = fc.record({ asked, order: fc.constantFrom(0, 0, 0, 1, 2) });
  return fc.tuple(fc.boolean(), fc.array(rule, { maxLength: options.max })).map(([bySize, all]) => {
    const sizes = all.map(one => ALL_REQUESTS.filter(request => PLACES.some(at => meetsAsked(one.asked, request, at))).length);
    const ranks = all.map((_, at) => sizes.filter((size, other) => size < sizes[at] || (size === sizes[at] && other < at)).length);
    return all.map((one, at) => ({ ...one, id: `${prefix}${at}`, order: bySize ? ranks[at] : one.order }));
  });
}

interface Built {
  readonly problems: string[];
  readonly at: { readonly [place in Place]: () => Manifest };
}

/** A service with a version for each destination, exposed at the gateway 'edge'. */
function build(destinations: readonly Rule[], policies: readonly Rule[]): Built {
  const chart = new Chart(new App(), 'chart', { namespace: 'shop' });
  const service = new MeshService(chart, 'cart', { port: 80 });
  service.addVersion('fallback', { image: 'cart' });
  service.addVersion('spare', { image: 'cart' });
  const edge = new MeshGateway(chart, 'edge', { hosts: ['shop.example.com'] });
  edge.expose(service);
  for (const { id, asked, order } of destinations) {
    const action = RouteAction.toVersion(service.addVersion(id, { image: 'cart' }));
    new ServiceRoute(chart, id, { service, action, match: routeMatches(asked, edge), order });
  }
  for (const { id, asked, order } of policies) {
    new RoutePolicy(chart, id, {
      service, match: routeMatches(asked, edge), order, timeout: timeoutOf(id), requestHeaders: { set: { [id]: 'yes' } },
    });
  }
  return {
    problems: [...service.node.validate(), ...edge.node.validate()],
    at: { mesh: () => service.virtualService!.toJson(), edge: () => edge.virtualService('shop.example.com')!.toJson() },
  };
}

const timeoutOf = (id: string) => Duration.seconds(10 + Number(id.slice(1)));

const nameOf = (rule: Rule | undefined | 'nobody') => rule === 'nobody' ? rule : rule?.id ?? 'fallback';
const subsetOf = (virtualService: Manifest, request: Request) => Object.keys(shares(takenRoute(virtualService, request)!.route)).join();

/** One assertion for all requests, which says for which of them the two differ. */
function expectEach(compare: (request: Request) => [expected: unknown, found: unknown]): void {
  const all = ALL_REQUESTS.map(request => ({ request, pair: compare(request) }));
  const odd = all.filter(({ pair: [expected, found] }) => !isDeepStrictEqual(expected, found));
  expect(odd.map(({ request, pair: [expected, found] }) => ({ request, expected, found }))).toEqual([]);
}

describe('any contributions', () => {
  test('that are no error send every request to the destination that goes first', () => {
    fc.assert(fc.property(rules('d', { regex: true, absent: true, max: 4 }), destinations => {
      const { problems, at } = build(destinations, []);
      fc.pre(problems.length === 0);
      for (const place of PLACES) {
        const virtualService = at[place]();
        expect(checkManifest(virtualService)).toEqual([]);
        expectEach(request => [nameOf(strongest(destinations, request, place)), subsetOf(virtualService, request)]);
      }
    }), { numRuns: 150, maxSkipsPerRun: 50 });
  });

  test('are an error if and only if a request would be left open, or a contribution would get none', () => {
    fc.assert(fc.property(rules('d', { max: 3 }), destinations => {
      expect(build(destinations, []).problems.length > 0).toBe(isWrong(destinations));
    }), { numRuns: 250 });
  });

  test('get every policy that holds laid over their routes, and of two for one field the one that wins', () => {
    fc.assert(fc.property(rules('d', { absent: true, max: 2 }), rules('p', { absent: true, max: 3 }), (destinations, policies) => {
      const { problems, at } = build(destinations, policies);
      fc.pre(problems.length === 0);
      for (const place of PLACES) {
        const virtualService = at[place]();
        expect(checkManifest(virtualService)).toEqual([]);
        expectEach(request => {
          const { route } = takenRoute(virtualService, request)!;
          const winner = strongest(policies, request, place) as Rule | undefined;
          const holding = policies.filter(policy => meetsAsked(policy.asked, request, place)).map(policy => policy.id);
          return [
            [nameOf(strongest(destinations, request, place)), holding, winner && `${timeoutOf(winner.id).toSeconds()}s`],
            [subsetOf(virtualService, request), Object.keys(route.headers?.request?.set ?? {}).sort(), route.timeout],
          ];
        });
      }
    }), { numRuns: 150, maxSkipsPerRun: 50 });
  });

  test('that set one field for one request with equal right are an error, and others are not', () => {
    fc.assert(fc.property(rules('p', { max: 3 }), policies => {
      const open = PLACES.some(place => ALL_REQUESTS.some(request => strongest(policies, request, place) === 'nobody'));
      const inVain = policies.some(policy => policies.some(other => other.order < policy.order && holdsWherever(other, policy)));
      const { problems } = build([], policies);
      expect(problems.length > 0).toBe(open || inVain);
    }), { numRuns: 250 });
  });
});

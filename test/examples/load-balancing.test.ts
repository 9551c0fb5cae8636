import { runExample } from './run-example';
import { takenRoute } from '../support/evaluate';
import { find, ofKind } from '../support/synth';

const { objects, texts } = runExample('load-balancing');

const policyOf = (name: string) => find(objects, 'DestinationRule', name).spec.trafficPolicy;

describe('the load balancing example', () => {
  test('leads each customer to its shard, and those that are not listed to the one that they share', () => {
    const virtualService = find(objects, 'VirtualService', 'tickets');
    const shardOf = (customer?: string) => {
      return takenRoute(virtualService, { path: '/', headers: customer === undefined ? {} : { 'x-customer': customer } })!.route.route[0].destination.subset;
    };
    expect(['acme', 'globex', 'initech', undefined].map(shardOf)).toEqual(['large', 'large', 'shared', 'shared']);
  });

  test('lets a new pod of the search warm up, and keeps callers in their zone while pods there are well', () => {
    expect(policyOf('search')).toMatchObject({
      loadBalancer: { simple: 'LEAST_REQUEST', warmup: { duration: '180s' }, localityLbSetting: { enabled: true } },
      outlierDetection: { consecutiveGatewayErrors: 5 },
    });
  });

  test('keeps a browser with its pod of the chat', () => {
    expect(policyOf('chat').loadBalancer.consistentHash.httpCookie).toEqual({ name: 'chat-pod', path: '/chat', ttl: '36000s' });
  });

  test('copies a part of what only reads to the next search, and lets it answer nobody', () => {
    const routes = find(objects, 'VirtualService', 'search').spec.http;
    expect(routes.map(({ match, mirrors }: any) => [match?.[0].method.exact, mirrors?.[0].destination.subset])).toEqual([['GET', 'v3'], [undefined, undefined]]);
    expect(routes.flatMap(({ route }: any) => route.map(({ destination }: any) => destination.subset))).toEqual(['v2', 'v2']);
  });

  test('takes reports out by one word, which changes their routes alone', () => {
    const paused = runExample('load-balancing', { from: 'suspended: false', to: 'suspended: true' }).objects;
    expect(find(paused, 'VirtualService', 'reports').spec.http).toEqual([
      { name: 'reports-pause', directResponse: { status: 503, body: { string: 'reports are back tomorrow\n' } } },
    ]);
    const others = (all: typeof objects) => all.filter(({ kind, metadata }) => kind !== 'VirtualService' || metadata.name !== 'reports');
    expect(others(paused)).toEqual(others(objects));
    expect(paused).toHaveLength(objects.length);
  });

  test('lets in the chat and the pages', () => {
    expect(ofKind(objects, 'VirtualService').find(({ spec }) => spec.gateways)!.spec.http.map(({ name }: any) => name)).toEqual(['chat', 'web']);
  });

  test('comes out as reviewed', () => {
    expect(texts.get('helpdesk.k8s.yaml')).toMatchSnapshot();
  });
});

import { runExample } from './run-example';
import { configOf, descriptorsOf } from '../limits/fixtures';
import { find } from '../support/synth';

const { objects, texts } = runExample('rate-limits');

describe('the rate-limits example', () => {
  test('counts each caller of rooms by its identity, and the site by a quota of its own', () => {
    const config = configOf(objects, 'rooms-callers');
    const identity = 'spiffe://cluster.local/ns/booking/sa/site';
    expect(descriptorsOf(config, { expressions: { 'connection.uri_san_peer_certificate': identity } })).toEqual([`limit=caller, client=${identity}`]);
    expect(find(objects, 'ConfigMap', 'ratelimit').data['booking.callers.yaml']).toContain(identity);
  });

  test('refuses logins at the edge while nobody counts them, and nothing else', () => {
    const config = configOf(objects, 'edge.booking-logins');
    expect(config.failure_mode_deny).toBe(true);
    expect(config.rate_limits.map(({ actions }: any) => actions[0].header_value_match.headers.length)).toEqual([3, 3]);
  });

  test('comes out as reviewed', () => {
    expect(texts.get('booking.k8s.yaml')).toMatchSnapshot();
  });
});

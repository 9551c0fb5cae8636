import { runExample } from './run-example';
import { admits, Asked } from '../support/authorization';
import { connects, PodEnd } from '../support/network-policies';
import { find, ofKind } from '../support/synth';

const { objects, texts, warnings } = runExample('access');

const SERVICES = ['mongodb', 'ratings', 'details', 'reviews', 'productpage'];
const EDGE: PodEnd = { namespace: 'bookstore', labels: { 'app': 'edge', 'istio': 'edge', 'gateway-namespace': 'bookstore' }, address: '10.1.0.9' };
const pod = (app: string, namespace = 'bookstore'): PodEnd => ({ namespace, labels: { app }, address: '10.1.0.1' });
const identity = (account: string, namespace = 'bookstore') => `cluster.local/ns/${namespace}/sa/${account}`;
const port = (service: string) => service === 'mongodb' ? 27017 : 9080;

/** Where a request or a connection is let in. */
const admitted = (service: string, principal: string | undefined, asked: Partial<Asked> = {}) =>
  admits(objects, pod(service), { principal, port: port(service), ...asked });
const reading = (service: string) => service === 'mongodb' ? {} : { method: 'GET', path: `/${service}/1` };

describe('the access example', () => {
  test('lets every pair of services do what is declared, and nothing else', () => {
    const callers = SERVICES.flatMap(caller => SERVICES.filter(callee => admitted(callee, identity(caller), reading(callee))).map(callee => `${caller} > ${callee}`));
    expect(callers).toEqual(['ratings > mongodb', 'reviews > ratings', 'productpage > ratings', 'productpage > details', 'productpage > reviews']);
    expect(SERVICES.filter(service => admitted(service, identity('edge'), reading(service)))).toEqual(['reviews', 'productpage']);
    expect(SERVICES.filter(service => admitted(service, undefined, reading(service)))).toEqual([]);
  });

  test('lets ratings be read, and not be written', () => {
    const asks = (method: string, path: string) => admitted('ratings', identity('reviews'), { method, path });
    expect([asks('GET', '/ratings/7'), asks('POST', '/ratings/7'), asks('GET', '/health')]).toEqual([true, false, false]);
  });

  test('says the same to the network, which has nothing to say of details', () => {
    const guarded = SERVICES.filter(service => service !== 'details');
    const pairs = SERVICES.flatMap(caller => guarded.filter(callee => connects(objects, pod(caller), pod(callee), port(callee))).map(callee => `${caller} > ${callee}`));
    expect(pairs).toEqual(['ratings > mongodb', 'reviews > ratings', 'productpage > ratings', 'productpage > reviews']);
    expect(guarded.filter(service => connects(objects, EDGE, pod(service), port(service)))).toEqual(['reviews', 'productpage']);
    expect(guarded.filter(service => connects(objects, pod('anybody', 'elsewhere'), pod(service), port(service)))).toEqual([]);
    expect(guarded.filter(service => connects(objects, pod(service), { address: '198.51.100.7' }, 443))).toEqual([]);
    expect(connects(objects, pod('productpage'), pod('details'), 9080)).toBe(true);
  });

  test('opens details to other teams and to addresses without a proxy, for reading', () => {
    const read = { method: 'GET', path: '/details/1' };
    expect(admitted('details', identity('any', 'reports'), read)).toBe(true);
    expect(admitted('details', undefined, { ...read, address: '10.20.4.1' })).toBe(true);
    expect(admitted('details', undefined, { ...read, address: '10.21.4.1' })).toBe(false);
    expect(admitted('details', undefined, { ...read, address: '10.20.4.1', method: 'DELETE' })).toBe(false);
    const modes = ofKind(objects, 'PeerAuthentication').map(({ metadata, spec }) => [metadata.name, spec.mtls.mode]);
    expect(modes).toEqual([['default', 'STRICT'], ['details', 'PERMISSIVE']]);
    expect(warnings).toContain('[bookstore/details-mtls] takes plain text at \'bookstore/details\' of \'bookstore/warehouse\'');
  });

  test('keeps the database for ratings, whatever is allowed', () => {
    const allowed = { ...objects.find(({ kind, metadata }) => kind === 'AuthorizationPolicy' && metadata.name === 'mongodb')!, spec: { rules: [{}] } };
    const anyCaller = (principal: string) => admits([...objects, allowed], pod('mongodb'), { principal, port: 27017 });
    expect([anyCaller(identity('ratings')), anyCaller(identity('reviews'))]).toEqual([true, false]);
  });

  test('shows reviews at the edge to a partner alone, who is known by his addresses', () => {
    const asks = (client: string, path: string) => admits(objects, EDGE, { port: 8080, method: 'GET', path, client });
    expect([asks('203.0.113.9', '/reviews/1'), asks('198.51.100.7', '/reviews/1'), asks('198.51.100.7', '/reviews')]).toEqual([true, false, false]);
    expect(asks('198.51.100.7', '/productpage')).toBe(true);
    // A node that passed connections on would give its own address for the client's.
    expect(find(objects, 'Service', 'edge').spec.externalTrafficPolicy).toBe('Local');
  });

  test('rehearses that reviews are read only', () => {
    const asks = () => admitted('reviews', identity('productpage'), { method: 'POST', path: '/reviews/1' });
    expect(asks()).toBe(true);
    const { objects: enforced } = runExample('access', { from: '  dryRun: true,\n', to: '' });
    expect(admits(enforced, pod('reviews'), { principal: identity('productpage'), port: 9080, method: 'POST', path: '/reviews/1' })).toBe(false);
  });

  test('comes out as reviewed', () => {
    expect(texts.get('bookstore.k8s.yaml')).toMatchSnapshot();
  });
});

import { Duration } from 'cdk8s';
import { rulesOf } from './fixtures';
import {
  BlueGreenService, CanaryRoute, CertificateAlerts, Colour, PortProtocol, Rollout, RolloutAlerts, RolloutAlertsProps,
  ServiceAlerts, ServiceAlertsProps,
} from '../../src';
import { addService, shop, shopChart } from '../support/shop';
import { find, synth } from '../support/synth';

const HOST = 'cart.shop.svc.cluster.local';

function serviceAlerts(props: Partial<ServiceAlertsProps> = {}, protocol = PortProtocol.HTTP) {
  const { chart, service } = addService(shopChart(), 'cart', ['v1'], { port: 80, protocol });
  new ServiceAlerts(chart, 'alerts', { service, ...props });
  return synth(chart);
}

const alerts = (rules: { [key: string]: any }[], name: string) => rules.filter(rule => rule.alert === name);

describe('alerts of a service', () => {
  test('are the four pairs of windows of the SRE workbook, for 99.9 % in 30 days', () => {
    const burn = alerts(rulesOf(serviceAlerts()), 'ErrorBudgetBurn');
    const ratio = (window: string) => `service:istio_request_errors:ratio_rate${window}{destination_service="${HOST}"}`;
    expect(burn.map(({ expr, labels }) => [expr, labels])).toEqual([
      [`${ratio('1h')} > 0.0144 and ${ratio('5m')} > 0.0144`, { severity: 'page', window: '1h' }],
      [`${ratio('6h')} > 0.006 and ${ratio('30m')} > 0.006`, { severity: 'page', window: '6h' }],
      [`${ratio('1d')} > 0.003 and ${ratio('2h')} > 0.003`, { severity: 'ticket', window: '1d' }],
      [`${ratio('3d')} > 0.001 and ${ratio('6h')} > 0.001`, { severity: 'ticket', window: '3d' }],
    ]);
  });

  test('record every share that an alert reads, as the callers\' proxies see it', () => {
    const rules = rulesOf(serviceAlerts({ latency: { threshold: Duration.millis(250), percent: 99 } }));
    const recorded = new Set(rules.filter(rule => rule.record).map(rule => rule.record));
    const read = rules.filter(rule => rule.alert).flatMap(rule => rule.expr.match(/service:[\w:]+/g));
    expect(new Set(read)).toEqual(recorded);
    for (const { expr } of rules.filter(rule => rule.record)) {
      expect(expr).toContain(`{reporter="source",destination_service="${HOST}"`);
    }
  });

  test('burn by the length of the window that the promise is for', () => {
    const thresholds = alerts(rulesOf(serviceAlerts({ availability: 99.5, window: Duration.days(7) })), 'ErrorBudgetBurn').map(rule => Number(/> ([\d.]+) and/.exec(rule.expr)![1]));
    expect(thresholds).toEqual([0.0168, 0.007, 0.0035, 0.00116667]);
  });

  test('tell slow requests by a bucket of the proxies, as Prometheus 2 and 3 write it', () => {
    const slow = (threshold: Duration) => rulesOf(serviceAlerts({ latency: { threshold, percent: 99 } })).find(rule => rule.record === 'service:istio_slow_requests:ratio_rate5m')!.expr;
    expect(slow(Duration.millis(250))).toContain('le=~"250([.]0)?"');
    expect(slow(Duration.seconds(2.5))).toContain('le=~"2500([.]0)?"');
    expect(slow(Duration.millis(0.5))).toContain('le="0.5"');
  });

  test('become a PrometheusRule that the operator selects by labels, and carry labels of one\'s own', () => {
    const objects = serviceAlerts({ objectLabels: { release: 'monitoring' }, alertLabels: { team: 'checkout' }, runbookUrl: 'https://runbooks.example.com/cart', name: 'cart-slo' });
    const rule = find(objects, 'PrometheusRule', 'cart-slo');
    expect(rule.metadata).toEqual({ name: 'cart-slo', namespace: 'shop', labels: { release: 'monitoring' } });
    for (const { labels, annotations } of alerts(rulesOf(objects), 'ErrorBudgetBurn')) {
      expect([labels.team, annotations.runbook_url]).toEqual(['checkout', 'https://runbooks.example.com/cart']);
    }
  });

  test.each<[string, Partial<ServiceAlertsProps>, string]>([
    ['a promise without a budget', { availability: 100 }, '[shop/alerts] availability 100 leaves no budget for any failure: use a number of percent above 0 and below 100, for example 99.9'],
    ['no promise', { availability: 0 }, '[shop/alerts] availability 0 leaves nothing to hold'],
    ['a promise of which an alert could never fire', { availability: 90 }, '[shop/alerts] availability 90 leaves so large a budget that an alert at 14.4 times its rate could never fire: use at least 93.2'],
    ['a window of days and hours', { window: Duration.hours(30) }, '[shop/alerts] window of 1.25 days is not allowed: use whole days from 7 to 90'],
    ['a duration that no bucket ends at', { latency: { threshold: Duration.millis(300), percent: 99 } }, '[shop/alerts] latency.threshold of 300 ms is none that proxies count by: use one of 0.5, 1, 5,'],
    ['a label that is none', { alertLabels: { 'my-team': 'a' } }, "[shop/alerts] alertLabels has 'my-team', which is no name of a label of Prometheus: use letters, digits and '_'"],
    ['a severity of one\'s own', { alertLabels: { severity: 'a' } }, "[shop/alerts] alertLabels has 'severity', which the rules themselves say: use"],
  ])('fails for %s', (_, props, message) => {
    expect(() => serviceAlerts(props)).toThrow(message);
  });

  test('fails for a service without HTTP', () => {
    expect(() => serviceAlerts({}, PortProtocol.REDIS)).toThrow("[shop/alerts] promises something of 'shop/cart', which has no port that carries HTTP");
  });

  test('can fire for the least promise that is taken', () => {
    expect(alerts(rulesOf(serviceAlerts({ availability: 93.2 })), 'ErrorBudgetBurn')[0].expr).toContain('> 0.9792 and');
  });
});

function rolloutAlerts(props: Partial<RolloutAlertsProps> = {}, protocol = PortProtocol.HTTP) {
  const { chart, versions: [stable, canary] } = shop({ port: 80, protocol });
  const rollout = Rollout.canary(new CanaryRoute(chart, 'trial', { stable, canary, weight: 10 }));
  new RolloutAlerts(chart, 'alerts', { rollout, ...props });
  return rulesOf(synth(chart));
}

describe('alerts of a rollout', () => {
  test('compare errors and p99 of the candidate with those of the stable version, when both had requests enough', () => {
    const rules = rolloutAlerts({ tolerance: 2, slowdown: 2, minimumRequests: 50, window: Duration.minutes(5) });
    const counts = ['v2', 'v1'].map(version =>
      `and sum (increase(istio_requests_total{reporter="source",destination_service="${HOST}",destination_version="${version}"}[5m])) >= 50`).join('\n');
    expect(rules.map(rule => rule.alert)).toEqual(['CandidateFailsMore', 'CandidateSlower']);
    for (const rule of rules) {
      expect(rule.expr.endsWith(counts)).toBe(true);
      expect(rule.labels).toEqual({ severity: 'page', destination_service: HOST, destination_version: 'v2' });
    }
    expect(rules[0].expr).toContain(') > 0.02\n');
    expect(rules[1].expr).toContain('\n> 2 * histogram_quantile(0.99, ');
  });

  test('take the idle colour for the candidate', () => {
    const chart = shopChart();
    const service = new BlueGreenService(chart, 'cart', { port: 80, live: Colour.BLUE, blue: { image: 'cart:1' }, green: { image: 'cart:2' } });
    new RolloutAlerts(chart, 'alerts', { rollout: Rollout.blueGreen(service) });
    expect(rulesOf(synth(chart))[0].labels.destination_version).toBe('green');
  });

  test.each<[string, Partial<RolloutAlertsProps>, string]>([
    ['a tolerance above all requests', { tolerance: 101 }, '[shop/alerts] tolerance 101 is not a share in percent'],
    ['a slowdown below 1', { slowdown: 0.9 }, '[shop/alerts] slowdown 0.9 is not allowed: use a factor of at least 1, for example 1.5'],
    ['no requests', { minimumRequests: 0 }, '[shop/alerts] minimumRequests 0 is not allowed'],
    ['a window shorter than a few scrapes', { window: Duration.seconds(60) }, '[shop/alerts] window of 60 s is too short to hold several scrapes: use at least 2 minutes'],
    ['a window of a fraction of a second', { window: Duration.millis(120_500) }, '[shop/alerts] window of 120.5 s is not allowed: use whole seconds of at least 1'],
  ])('fails for %s', (_, props, message) => {
    expect(() => rolloutAlerts(props)).toThrow(message);
  });

  test('fails for a service without HTTP', () => {
    expect(() => rolloutAlerts({}, PortProtocol.TCP)).toThrow("[shop/alerts] compares versions of 'shop/cart', which has no port that carries HTTP");
  });
});

describe('alerts of certificates', () => {
  test('are of workloads, of the mesh\'s authority and of what cert-manager issues', () => {
    const chart = shopChart();
    new CertificateAlerts(chart, 'certificates', { workloads: Duration.hours(3) });
    expect(rulesOf(synth(chart)).map(({ alert, expr }) => [alert, expr])).toEqual([
      ['WorkloadCertificateExpires', 'min by (namespace,pod) (istio_agent_cert_expiry_seconds) < 10800'],
      ['RootCertificateExpires', 'min (citadel_server_root_cert_expiry_timestamp) - time() < 2592000'],
      ['SigningCertificateExpires', 'min (citadel_server_cert_chain_expiry_timestamp) - time() < 2592000'],
      ['IssuedCertificateExpires', 'min by (exported_namespace,namespace,name) (certmanager_certificate_expiration_timestamp_seconds) - time() < 604800'],
    ]);
  });

  test('fails for less than a minute', () => {
    expect(() => new CertificateAlerts(shopChart(), 'certificates', { issued: Duration.seconds(30) })).toThrow('[shop/certificates] issued of 30 s is not allowed');
  });
});

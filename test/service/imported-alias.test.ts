import { Chart } from 'cdk8s';
import { expectFailure, newChart, withVersion } from './fixtures';
import { ExternalService, MeshService, ServiceAlias, Visibility } from '../../src';
import { find, synth } from '../support/synth';

const known = { aliasName: 'old', namespace: 'names' };
const hostsOf = (chart: Chart, caller: string) => (find(synth(chart), 'Sidecar', caller).spec as any).egress[0].hosts;
const payment = (chart: Chart) => MeshService.fromServiceAttributes(chart, 'payment', { serviceName: 'payment', namespace: 'billing', ports: [{ port: 80 }] });

describe('an alias that another team declares', () => {
  test('has a host, and writes nothing', () => {
    const chart = newChart();
    const alias = ServiceAlias.fromServiceAliasAttributes(chart, 'old', { ...known, target: payment(chart) });
    expect(alias).toMatchObject({ host: 'old.names.svc.cluster.local', namespace: 'names' });
    expect(synth(chart)).toEqual([]);
  });

  test('can be called, beside what it stands for', () => {
    const chart = newChart();
    withVersion(chart, 'cart', { calls: [ServiceAlias.fromServiceAliasAttributes(chart, 'old', { ...known, target: payment(chart) })] });
    expect(hostsOf(chart, 'cart')).toEqual(['billing/payment.billing.svc.cluster.local', 'billing/old.names.svc.cluster.local', 'istio-system/*']);
  });

  test('may stand for an external service, of this app or another', () => {
    const chart = newChart();
    const target = ExternalService.fromExternalServiceAttributes(chart, 'bank', { host: 'bank.example', namespace: 'billing' });
    withVersion(chart, 'cart', { calls: [ServiceAlias.fromServiceAliasAttributes(chart, 'old', { ...known, target })] });
    expect(hostsOf(chart, 'cart')).toEqual(['billing/bank.example', 'billing/old.names.svc.cluster.local', 'istio-system/*']);
  });

  test('may stand for another alias: its callers call what is behind both', () => {
    const chart = newChart();
    const stock = withVersion(chart, 'stock', { visibility: Visibility.toCallers() });
    const target = new ServiceAlias(chart, 'old-stock', { target: stock });
    const alias = ServiceAlias.fromServiceAliasAttributes(chart, 'oldest', { ...known, target });
    withVersion(new Chart(chart, 'web', { namespace: 'web' }), 'site', { calls: [alias] });
    expect(hostsOf(chart, 'site')).toEqual(['shop/stock.shop.svc.cluster.local', 'shop/old.names.svc.cluster.local', 'istio-system/*']);
    expect((find(synth(chart), 'DestinationRule', 'stock').spec as any).exportTo).toEqual(['.', 'web']);
  });

  test('fails as an alias of itself, and with names that are none', () => {
    const chart = newChart();
    const target = payment(chart);
    const of = (id: string, props: object) => ServiceAlias.fromServiceAliasAttributes(chart, id, { ...known, target, ...props });
    expectFailure(() => of('a', { aliasName: 'payment', namespace: 'billing' }), '[chart/a] is an alias of itself');
    expectFailure(() => of('b', { aliasName: 'old.names' }), '[chart/b] aliasName \'old.names\' is not a DNS label');
    expectFailure(() => of('c', { namespace: '' }), '[chart/c] namespace \'\' is not a DNS label');
  });
});

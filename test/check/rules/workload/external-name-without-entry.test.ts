import { externalNameWithoutEntry } from '../../../../src/check/rules/workload/external-name-without-entry';
import { finder, object, service } from '../../objects/workloads';

const find = finder(externalNameWithoutEntry);
const external = (externalName: string) => service('pay', [{ name: 'http', port: 80 }], { type: 'ExternalName', externalName });
const route = object('networking.istio.io/v1', 'VirtualService', 'pay', { spec: { hosts: ['pay'], http: [{ route: [{ destination: { host: 'pay' } }] }] } });
const entry = object('networking.istio.io/v1', 'ServiceEntry', 'pay', { spec: { hosts: ['*.example.com'], ports: [] } });

describe('a route to an external name', () => {
  test('leads nowhere without an entry', () => {
    expect(find([external('pay.example.com'), route])).toEqual([
      'VirtualService shop/pay spec.http[0].route[0].destination.host: routes to \'pay.shop.svc.cluster.local\', which is another name of \'pay.example.com\', and no ServiceEntry has that host',
    ]);
  });

  test('leads to what is known, or may be', () => {
    expect(find([external('pay.example.com'), route, entry])).toEqual([]);
    expect(find([external('pay.example.com'), route], { knownHosts: ['pay.example.com'] })).toEqual([]);
    expect(find([external('pay.bank.svc.cluster.local'), route])).toEqual([]);
    expect(find([external(''), route])).toEqual([]);
    expect(find([service('pay', [{ name: 'http', port: 80 }], { externalName: 'pay.example.com' }), route])).toEqual([]);
    expect(find([service('pay', [{ name: 'http', port: 80 }], { type: 'ExternalName' }), route])).toEqual([]);
    expect(find([external('pay.example.com')])).toEqual([]);
  });
});

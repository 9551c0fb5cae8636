import { destinationHostNotExported } from '../../../../src/check/rules/virtual-service/destination-host-not-exported';
import { findingsIn } from '../../fixtures';
import { httpService, service, virtualService } from '../../objects/virtual-services';

const find = (...yaml: readonly string[]) => findingsIn(yaml.join(''), [destinationHostNotExported]);
const ROUTES = '{ route: [{ destination: { host: pay.bank.svc.cluster.local } }] }';
const from = (exportTo: string, more = '') => httpService(ROUTES, `exportTo: [${exportTo}]${more}`);
const pay = (exportTo: string) => service('pay', 'bank').replace('namespace: bank }', `namespace: bank, annotations: { networking.istio.io/exportTo: "${exportTo}" } }`);

describe('a host that no client of the routes sees', () => {
  test('is found', () => {
    expect(find(pay('.,vault'), from('".", web'))).toEqual([
      'destination-host-not-exported: VirtualService shop/reviews spec.http[0].route[0].destination.host: '
      + 'routes to \'pay.bank.svc.cluster.local\', which is exported to namespaces \'bank\', \'vault\', and holds in namespaces \'shop\', \'web\'',
    ]);
    expect(find(pay('~'), from('"."'))).toEqual([expect.stringContaining('which is exported to no namespace, and holds in namespaces \'shop\'')]);
    expect(find(pay('.'), from('"."', '\n  gateways: [mesh]'))).toHaveLength(1);
  });

  test('is not one that some of them see', () => {
    expect([find(pay('shop'), from('"."')), find(pay('*'), from('"."')), find(pay('web'), from('".", web')), find(service('pay', 'bank'), from('"."'))].flat()).toEqual([]);
  });

  test('is not found where clients are not known, nor for routes of nobody, nor where the host is not', () => {
    expect([
      find(pay('.'), from('"*"')), find(pay('.'), httpService(ROUTES)), find(pay('.'), from('"~"')), find(pay('.'), from('"."', '\n  gateways: [public, mesh]')),
      find(pay('.'), virtualService(`exportTo: ["."]\n  http: [${ROUTES}]`)), find(from('"."')),
    ].flat()).toEqual([]);
  });

  test('may be so by the mesh\'s defaults', () => {
    const meshConfig = { defaultVirtualServiceExportTo: ['.'] };
    expect(findingsIn([pay('.'), httpService(ROUTES)].join(''), [destinationHostNotExported], { meshConfig })).toHaveLength(1);
  });
});

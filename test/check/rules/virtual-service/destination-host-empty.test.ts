import { destinationHostEmpty } from '../../../../src/check/rules/virtual-service/destination-host-empty';
import { findingsIn } from '../../fixtures';
import { httpService } from '../../objects/virtual-services';

const find = (...yaml: readonly string[]) => findingsIn(yaml.join(''), [destinationHostEmpty]);

describe('a destination without a host', () => {
  test('is found, as is one for all hosts', () => {
    expect(find(httpService('{ route: [{ destination: { host: "" } }, { destination: { host: a } }], mirror: { host: "*" } }'))).toEqual([
      'destination-host-empty: VirtualService shop/reviews spec.http[0].route[0].destination.host: routes to no host, which is refused',
      'destination-host-empty: VirtualService shop/reviews spec.http[0].mirror.host: routes to host \'*\', which is refused',
    ]);
  });
});

import { external, written } from './fixtures';
import { ExternalEndpoint } from '../../src';
import { expectFailure } from '../service/fixtures';

test('endpoints are written as they are given', () => {
  const endpoints = [{ address: '192.0.2.7', ports: { https: 8443 }, locality: 'eu/west', weight: 3 }, { address: '192.0.2.8' }];
  expect(written(external({ endpoints })).endpoints).toEqual(endpoints);
});

test.each<[string, ExternalEndpoint[], string[]]>([
  ['an address that is none', [{ address: '192.0.2' }, { address: 'local' }], ['endpoint \'local\' is no fully qualified host']],
  ['a wildcard', [{ address: '*.example.com' }], ['is a wildcard, which has no address']],
  ['the same twice', [{ address: '192.0.2.7' }, { address: '192.0.2.7' }], ['has endpoint \'192.0.2.7\' twice']],
  ['a port that the service lacks', [{ address: '192.0.2.7', ports: { http: 80 } }], ['has port \'http\', which the service lacks', 'use one of \'https\'']],
  ['a port that is none', [{ address: '192.0.2.7', ports: { https: 0 } }], ['port \'https\' of endpoint \'192.0.2.7\' 0 is not a port']],
  ['no weight', [{ address: '192.0.2.7', weight: 0 }], ['weight of endpoint \'192.0.2.7\' 0 is not allowed']],
])('fails for %s', (_what, endpoints, parts) => {
  expectFailure(() => external({ endpoints }), '[chart/payments] ', ...parts);
});

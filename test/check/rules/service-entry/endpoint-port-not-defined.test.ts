import { endpointPortNotDefined } from '../../../../src/check/rules/service-entry/endpoint-port-not-defined';
import { findingsIn } from '../../fixtures';
import { serviceEntry } from '../../objects/meshes';

const find = (ports: string, endpoints: string) => findingsIn(serviceEntry(`ports: [${ports}]\n  endpoints: [${endpoints}]`), [endpointPortNotDefined]);

describe('a port of an endpoint', () => {
  test('has the name of a port of its entry', () => {
    expect(find('{ name: http }, { name: grpc }', '{ ports: { http: 1 } }, { ports: { grpc: 1, web: 2 } }')).toEqual([
      'endpoint-port-not-defined: ServiceEntry shop/ledger spec.endpoints[1].ports.web: has an endpoint with port \'web\', and its own ports are \'http\', \'grpc\'',
    ]);
    expect(find('', '{ ports: { web: 1 } }')).toEqual([expect.stringMatching(/ports are none$/)]);
    expect(find('{ name: http }', '{ address: a }')).toEqual([]);
  });
});

import { ClientAddress, GatewayWorkload, MeshGateway, OwnGatewayProps } from '../../src';
import { expectFailure } from '../service/fixtures';
import { shopChart } from '../support/shop';
import { find, synth } from '../support/synth';

function own(props: OwnGatewayProps) {
  const chart = shopChart();
  new MeshGateway(chart, 'edge', { hosts: ['a.example.com'], workload: GatewayWorkload.own(props) });
  const objects = synth(chart);
  return {
    policy: (find(objects, 'Service', 'edge').spec as any).externalTrafficPolicy,
    config: (find(objects, 'Deployment', 'edge').spec as any).template.metadata.annotations['proxy.istio.io/config'],
  };
}

const DRAIN = 'proxyMetadata:\n  EXIT_ON_ZERO_ACTIVE_CONNECTIONS: "true"\n  MINIMUM_DRAIN_DURATION: 10s\n';

describe('the address of a client', () => {
  test('is kept by the Service where it is the connection\'s', () => {
    expect(own({ clientAddress: ClientAddress.connection() })).toEqual({ policy: 'Local', config: DRAIN });
    expect(own({ clientAddress: ClientAddress.connection(), serviceType: 'NodePort' }).policy).toBe('Local');
    // Kubernetes refuses the field there, and nobody comes from outside.
    expect(own({ clientAddress: ClientAddress.connection(), serviceType: 'ClusterIP' }).policy).toBeUndefined();
  });

  test('is what trusted proxies say, of which the gateway\'s proxy is told', () => {
    expect(own({ clientAddress: ClientAddress.forwardedFor(2) })).toEqual({ policy: undefined, config: `${DRAIN}gatewayTopology:\n  numTrustedProxies: 2\n` });
    expect(own({ clientAddress: ClientAddress.proxyProtocol() })).toEqual({ policy: undefined, config: `${DRAIN}gatewayTopology:\n  proxyProtocol: {}\n` });
  });

  test('is left as it is when nothing is said', () => {
    expect(own({})).toEqual({ policy: undefined, config: DRAIN });
  });

  test('fails with a number of proxies that is none', () => {
    [0, -1, 1.5].forEach(count => expectFailure(() => own({ clientAddress: ClientAddress.forwardedFor(count) }), '[shop/edge] ', 'trustedProxies', String(count)));
  });
});

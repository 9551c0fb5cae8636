import { sidecarHttpPoolOnTcp } from '../../../../src/check/rules/sidecar/sidecar-http-pool-on-tcp';
import { finder, sidecar } from '../../objects/gateways';

const find = finder(sidecarHttpPoolOnTcp);
const at = (protocol: string, pool: string) => find(sidecar('a', `ingress: [{ port: { number: 80${protocol} }, connectionPool: ${pool} }]`));

describe('limits of HTTP', () => {
  test('are ignored where no HTTP is spoken', () => {
    expect(at(', protocol: TCP', '{ http: { maxRetries: 1 } }')).toEqual(['Sidecar shop/a spec.ingress[0].connectionPool.http: limits HTTP at port 80, which speaks TCP']);
    expect(at('', '{ http: {} }')).toEqual([expect.stringContaining('which speaks what is not said')]);
    expect(at(', protocol: HTTPS', '{ http: {} }')).toHaveLength(1);
  });

  test('hold where it is, and limits of TCP everywhere', () => {
    expect(at(', protocol: grpc', '{ http: {} }')).toEqual([]);
    expect(at(', protocol: TCP', '{ tcp: { maxConnections: 1 } }')).toEqual([]);
    expect(find(sidecar('a', 'ingress: [{ port: { number: 80 } }], egress: [{ port: {}, connectionPool: { http: {} } }]'))).toEqual([]);
    expect(find(sidecar('a', 'ingress: [{ connectionPool: { http: {} } }]'))).toEqual([]);
  });
});

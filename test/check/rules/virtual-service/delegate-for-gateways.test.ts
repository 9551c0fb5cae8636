import { delegateForGateways } from '../../../../src/check/rules/virtual-service/delegate-for-gateways';
import { findingsIn } from '../../fixtures';
import { virtualService } from '../../objects/virtual-services';

const find = (...yaml: readonly string[]) => findingsIn(yaml.join(''), [delegateForGateways]);
const fields = (...yaml: readonly string[]) => find(...yaml).map(text => text.split(' ')[3].replace(/:$/, ''));

describe('a delegate with gateways', () => {
  test('is found, as is one with routes of TLS or TCP', () => {
    expect(find(virtualService('gateways: [a]\n  tcp: [{}]'))).toEqual(['delegate-for-gateways: VirtualService shop/reviews spec.gateways: has \'gateways\', \'tcp\' and no hosts, which is refused']);
    expect(fields(virtualService('tls: [{}]'))).toEqual(['spec.tls']);
    expect(find(virtualService('hosts: [a]\n  gateways: [a]\n  tcp: [{}]'), virtualService('gateways: []\n  tls: []', 'b'))).toEqual([]);
  });

  test.each(['gateways: [a]', 'tls: [{}]', 'tcp: [{}]'])('with %s alone is found', spec => {
    expect(fields(virtualService(spec))).toEqual([`spec.${spec.slice(0, spec.indexOf(':'))}`]);
  });
});

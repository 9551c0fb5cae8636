import { runExample } from './run-example';
import { find, ofKind } from '../support/synth';

const { objects, texts } = runExample('egress');

describe('the egress example', () => {
  test('lets each service call what it declares', () => {
    const hosts = (name: string) => find(objects, 'Sidecar', name).spec.egress[0].hosts;
    expect(hosts('reports')).toContain('billing/rates.example.com');
    expect(hosts('reports')).not.toContain('billing/api.bank.example.com');
    expect(hosts('invoices')).toContain('billing/api.bank.example.com');
  });

  test('lets those through the gateway that declare the bank', () => {
    const [policy] = ofKind(objects, 'AuthorizationPolicy');
    expect(policy.spec.rules[0].from[0].source.principals).toEqual(['cluster.local/ns/billing/sa/invoices']);
  });

  test('comes out as reviewed', () => {
    expect(texts.get('billing.k8s.yaml')).toMatchSnapshot();
  });
});
